"""What a reader of an article bears in mind: who was spoken of, who spoke, and how salient they are."""

import pytest

from rejoinder.statements.speakers.coreference.clusters import cluster_names
from rejoinder.statements.speakers.coreference.discourse import Discourse, EntityMention
from rejoinder.statements.speakers.coreference.opening import open_discourse
from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.statements.speakers.named_article import NamedSentence, build_named_article
from tests.support.project import ROOT
from tests.support.tagged import read_tagged

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")
TEXT, SENTENCE = read_tagged("Then/ADV Ivo/PROPN Tarn/PROPN met/VERB Joyce/PROPN Otieno/PROPN and/CCONJ Norway/PROPN")


def _open() -> Discourse:
    names = find_names(TEXT, [SENTENCE], frozenset(), GAZETTEER)
    article = build_named_article(TEXT, "The Lantern", [SENTENCE], names, [], frozenset(), GAZETTEER)
    return open_discourse(article, cluster_names(article))


def _names_before(discourse: Discourse, start: int) -> list[str]:
    return [entity.name for _, entity in discourse.mentions_before(start)]


def test_looking_back_begins_with_the_nearest() -> None:
    discourse = _open()
    assert _names_before(discourse, len(TEXT)) == ["Norway", "Joyce Otieno", "Ivo Tarn"]
    assert _names_before(discourse, TEXT.index("Norway")) == ["Joyce Otieno", "Ivo Tarn"]


def test_last_speaker_is_who_spoke_before_the_offset() -> None:
    discourse = _open()
    tarn, otieno = (discourse.entity_of[TEXT.index(name)] for name in ("Ivo", "Joyce"))
    assert discourse.find_last_speaker(len(TEXT)) is None
    discourse.add_mention(otieno, TEXT.index("Norway"), subject=True, spoke=True)
    discourse.add_mention(tarn, TEXT.index("met"), subject=True, spoke=True)
    assert discourse.find_last_speaker(len(TEXT)) == otieno
    assert discourse.find_last_speaker(TEXT.index("Joyce")) == tarn
    assert discourse.find_last_speaker(len(TEXT), block=1) is None


def test_recent_entity_is_of_the_kind_asked_for() -> None:
    discourse = _open()
    assert discourse.find_recent(len(TEXT), {"country"}) == discourse.entity_of[TEXT.index("Norway")]
    assert discourse.find_recent(TEXT.index("Joyce"), {"country"}) is None


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        ({"subject": False}, {"subject": True}),
        ({"spoke": False}, {"spoke": True}),
        ({"quoted": True}, {"quoted": False}),
        ({"quoted": True, "spoke": True}, {"quoted": False, "spoke": False}),
    ],
    ids=["subject", "speaker", "outside quotations", "quoted speaker"],
)
def test_order_of_preference(weak: dict[str, bool], strong: dict[str, bool]) -> None:
    sentence = NamedSentence(0, TEXT, SENTENCE, (), GAZETTEER)
    plain = {"subject": False, "quoted": False, "spoke": False}
    scores = [
        EntityMention(start=0, sentence=sentence, entity_id=0, **(plain | features)).salience(sentence, quoted=False)
        for features in (weak, strong)
    ]
    assert scores == sorted(set(scores))


def test_distance_makes_a_mention_fade() -> None:
    near, far = (NamedSentence(number, TEXT, SENTENCE, (), GAZETTEER) for number in (1, 3))
    mention = EntityMention(start=0, sentence=near, entity_id=0, subject=True, quoted=False, spoke=True)
    assert mention.salience(near, quoted=False) > mention.salience(far, quoted=False)
