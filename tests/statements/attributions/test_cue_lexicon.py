"""The lexicon of attribution cues as its CSV files give it."""

from pathlib import Path

import pytest

from rejoinder.articles import split_blocks
from rejoinder.statements.attributions import CueLexiconError, extract_attributions, read_cue_lexicon
from tests.support.attribution_cases import FOLDER, LEXICON, read_passages


def _write_lists(folder: Path, cues: str) -> Path:
    (folder / "attribution_cues.csv").write_text(cues, encoding="utf-8")
    (folder / "attribution_phrases.csv").write_text("phrase,kind\naccording to,preposition\n", encoding="utf-8")
    (folder / "person_nouns.csv").write_text("noun,gender,class\nbaker,,role\n", encoding="utf-8")
    return folder


def test_a_cue_added_to_the_csv_is_used(tmp_path: Path):
    lexicon = read_cue_lexicon(_write_lists(tmp_path, "lemma,pos,patterns,act\nreopen,verb,in,thought\n"))
    text, sentences = read_passages(FOLDER / "indirect_clauses.conllu")["that-clause"]
    assert [a.rule for a in extract_attributions(text, split_blocks(text), sentences, lexicon)] == [
        "prepositional-complement"
    ]


def test_a_cue_has_an_act_for_each_of_its_rows(tmp_path: Path):
    rows = "lemma,pos,patterns,act\nanswer,verb,that wh,speech\nanswer,verb,obj,event\n"
    cue = read_cue_lexicon(_write_lists(tmp_path, rows)).look_up("answer", "VERB")
    assert cue is not None
    assert (cue.act, cue.acts) == ("speech", {"that": "speech", "wh": "speech", "obj": "event"})


def test_an_entry_for_a_verb_and_its_object_goes_before_the_verbs_own():
    _, sentences = read_passages(FOLDER / "speech_events.conllu")["verb with an object of another sense"]
    match = LEXICON.match(sentences[0], sentences[0].words[2])
    assert match is not None
    assert (match.cue.acts["obj"], match.cue.acts["ing"]) == ("event", "speech")


@pytest.mark.parametrize(
    ("cues", "message"),
    [
        ("lemma,pos,patterns,act\nsay,verv,that,speech\n", "line 2, column 'pos'"),
        ("lemma,pos,patterns,act\nsay,verb,that,speach\n", "line 2, column 'act'"),
        ("lemma,pos,patterns\nsay,verb,that\n", "expected a column 'act'"),
    ],
    ids=["part of speech", "act", "missing column"],
)
def test_a_mistake_in_the_csv_names_file_line_and_column(tmp_path: Path, cues: str, message: str):
    with pytest.raises(CueLexiconError, match=message):
        read_cue_lexicon(_write_lists(tmp_path, cues))


def test_a_missing_lexicon_is_named(tmp_path: Path):
    with pytest.raises(CueLexiconError, match=r"attribution_cues\.csv: language resource not found"):
        read_cue_lexicon(tmp_path)


@pytest.mark.parametrize(
    ("lemma", "pattern"),
    [("log", "num"), ("tally", "num"), ("see", "obj+behind"), ("leave open", "obj"), ("give day", "obj")],
)
def test_counting_seeing_and_giving_things_are_no_speech(lemma: str, pattern: str):
    cue = LEXICON.look_up(lemma, "VERB")
    assert cue is None or pattern not in cue.acts


@pytest.mark.parametrize("lemma", ["denie", "SAYS", "endors", "echoe"])
def test_a_lemma_that_the_lemmatizer_misspells_is_found(lemma: str):
    assert LEXICON.look_up(lemma, "VERB") is not None
