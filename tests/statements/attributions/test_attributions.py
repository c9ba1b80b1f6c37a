"""Attribution rules, each on a hand-corrected parse (attributions.conllu) of a sentence written for the test."""

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.articles import split_blocks
from rejoinder.statements.attributions.cue_lexicon import CueLexiconError, read_cue_lexicon
from rejoinder.statements.attributions.extract import extract_attributions
from rejoinder.statements.attributions.quotations import find_quotations
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word

LEXICON = read_cue_lexicon(Path("seeds/language"))
PARSES = Path(__file__).with_name("attributions.conllu")
PIECE = " … "

# phenomenon, text, then (source, cue, content, kind, rule) of each attribution; pieces of a span are joined by " … "
CASES = [
    (
        "quotation with cue",
        '"The dam will hold through the winter," the engineer said.',
        [("the engineer", "said", '"The dam will hold through the winter,"', "direct", "quotation-with-cue")],
    ),
    (
        "quotation with inverted cue",
        '"The dam will hold through the winter," said Ilona Varga, an engineer at the plant.',
        [
            (
                "Ilona Varga, an engineer at the plant",
                "said",
                '"The dam will hold through the winter,"',
                "direct",
                "quotation-with-inverted-cue",
            )
        ],
    ),
    (
        "quotation with leading cue",
        'The mayor said, "We will open the bridge in May."',
        [("The mayor", "said", '"We will open the bridge in May."', "direct", "quotation-with-leading-cue")],
    ),
    (
        "quotation after colon",
        'The mayor of Belmar put out a statement: "We will open the bridge in May."',
        [
            (
                "The mayor of Belmar",
                "put out a statement",
                '"We will open the bridge in May."',
                "direct",
                "quotation-after-colon",
            )
        ],
    ),
    (
        "quotation announced in the paragraph before",
        'The ministry said the border would reopen:\n\n"We will open it in June."',
        [
            ("The ministry", "said", "the border would reopen", "indirect", "that-clause"),
            ("The ministry", "said", '"We will open it in June."', "direct", "quotation-announced"),
        ],
    ),
    (
        "interrupted quotation",
        '"The river is rising," she said, "and nobody has warned the farms."',
        [
            (
                "she",
                "said",
                '"The river is rising," … "and nobody has warned the farms."',
                "direct",
                "quotation-interrupted",
            )
        ],
    ),
    (
        "two sentences around the cue",
        '"The river is rising," she said. "Nobody has warned the farms."',
        [("she", "said", '"The river is rising," … "Nobody has warned the farms."', "direct", "quotation-with-cue")],
    ),
    (
        "question mark ends the quotation",
        '"Who will pay for the bridge?" she asked.',
        [("she", "asked", '"Who will pay for the bridge?"', "direct", "quotation-with-cue")],
    ),
    (
        "curly marks",
        "“The harvest was poor,” the farmer said.",
        [("the farmer", "said", "“The harvest was poor,”", "direct", "quotation-with-cue")],
    ),
    (
        "doubled marks",
        "``The harvest was poor,'' the farmer said.",
        [("the farmer", "said", "``The harvest was poor,''", "direct", "quotation-with-cue")],
    ),
    (
        "single marks",
        "'The harvest was poor,' the farmer said.",
        [("the farmer", "said", "'The harvest was poor,'", "direct", "quotation-with-cue")],
    ),
    (
        "guillemets",
        "«The harvest was poor,» the farmer said.",
        [("the farmer", "said", "«The harvest was poor,»", "direct", "quotation-with-cue")],
    ),
    (
        "unclosed quotation",
        'The farmer said, "The harvest was poor and the mill has closed.',
        [
            (
                "The farmer",
                "said",
                '"The harvest was poor and the mill has closed.',
                "direct",
                "quotation-with-leading-cue",
            )
        ],
    ),
    (
        "second cue of one speaker",
        '"The line is open," Novak said, adding: "Trains will run on Sunday."',
        [
            ("Novak", "said", '"The line is open,"', "direct", "quotation-with-cue"),
            ("Novak", "adding", '"Trains will run on Sunday."', "direct", "quotation-with-leading-cue"),
        ],
    ),
    (
        "floating quotation",
        'The driver was calm. "The road was icy," he said. He shrugged. "It happens every year."',
        [("he", "said", '"The road was icy," … "It happens every year."', "direct", "quotation-with-cue")],
    ),
    (
        "quoted paragraph after a quoted one",
        '"The road was icy," the driver said.\n\n"It happens every year."',
        [("the driver", "said", '"The road was icy," … "It happens every year."', "direct", "quotation-with-cue")],
    ),
    (
        "reopened mark",
        'The driver said: "The road was icy.\n\n"It happens every year."',
        [
            (
                "The driver",
                "said",
                '"The road was icy. … "It happens every year."',
                "direct",
                "quotation-with-leading-cue",
            )
        ],
    ),
    ("scare quotes", 'The so-called "ghost fleet" left the harbour at dawn.', []),
    ("nickname", 'Karl "Kid" Brandt won the race.', []),
    ("title in quotes", 'The museum showed "Night Harbour" for a week.', []),
    (
        "that-clause",
        "The ministry said that the border would reopen in June.",
        [("The ministry", "said", "that the border would reopen in June", "indirect", "that-clause")],
    ),
    (
        "that-clause without that",
        "The ministry said the border would reopen in June.",
        [("The ministry", "said", "the border would reopen in June", "indirect", "that-clause")],
    ),
    (
        "adverbial between cue and clause",
        "The ministry said last week that the border would reopen.",
        [("The ministry", "said", "that the border would reopen", "indirect", "that-clause")],
    ),
    (
        "recipient left out of content",
        "The minister told reporters that the border would reopen.",
        [("The minister", "told", "that the border would reopen", "indirect", "that-clause")],
    ),
    (
        "reporting clause after",
        "The border will reopen in June, the ministry said last week.",
        [("the ministry", "said", "The border will reopen in June", "indirect", "that-clause")],
    ),
    (
        "reporting clause in the middle",
        "The border, the ministry said, will reopen in June.",
        [("the ministry", "said", "The border … will reopen in June", "indirect", "reporting-clause-within")],
    ),
    (
        "mixed quotation",
        'The minister said the plan was "a gift to smugglers."',
        [("The minister", "said", 'the plan was "a gift to smugglers."', "mixed", "that-clause")],
    ),
    (
        "question clause",
        "The judge asked whether the witness had been paid.",
        [("The judge", "asked", "whether the witness had been paid", "indirect", "question-clause")],
    ),
    (
        "open complement",
        "The union refused to sign the contract.",
        [("The union", "refused", "to sign the contract", "indirect", "open-complement")],
    ),
    (
        "auxiliaries and adverbs in the cue",
        "The president has repeatedly promised to lower the tax.",
        [("The president", "has repeatedly promised", "to lower the tax", "indirect", "open-complement")],
    ),
    (
        "negated cue",
        "The bank did not say when the branch would close.",
        [("The bank", "did not say", "when the branch would close", "indirect", "question-clause")],
    ),
    (
        "object and infinitive",
        "The governor urged residents to leave the coast.",
        [("The governor", "urged", "residents to leave the coast", "indirect", "object-and-complement")],
    ),
    (
        "call on somebody",
        "The envoy called on Norland to release the crew.",
        [("The envoy", "called on", "Norland to release the crew", "indirect", "object-and-complement")],
    ),
    (
        "accuse somebody of",
        "The opposition accused the premier of hiding the report.",
        [("The opposition", "accused", "the premier of hiding the report", "indirect", "object-and-complement")],
    ),
    (
        "call somebody something",
        'The senator called the treaty "a blank cheque."',
        [("The senator", "called", 'the treaty "a blank cheque."', "mixed", "object-and-complement")],
    ),
    (
        "describe as",
        "Critics described the law as a threat to privacy.",
        [("Critics", "described", "the law as a threat to privacy", "indirect", "object-and-complement")],
    ),
    (
        "criticism of an object",
        "The bishop condemned the raid.",
        [("The bishop", "condemned", "the raid", "indirect", "object")],
    ),
    (
        "prepositional cue",
        "The captain complained about the new schedule.",
        [("The captain", "complained about", "the new schedule", "indirect", "prepositional-complement")],
    ),
    (
        "denial by a verb",
        "The company denied that its trucks had crossed the border.",
        [("The company", "denied", "that its trucks had crossed the border", "indirect", "that-clause")],
    ),
    (
        "according to, leading",
        "According to the coast guard, two boats sank overnight.",
        [("the coast guard", "According to", "two boats sank overnight", "indirect", "according-to")],
    ),
    (
        "according to, closing",
        "Two boats sank overnight, according to the coast guard.",
        [("the coast guard", "according to", "Two boats sank overnight", "indirect", "according-to")],
    ),
    (
        "in somebody's view",
        "In the minister's view, the reform has failed.",
        [("the minister's", "In … view", "the reform has failed", "indirect", "in-the-view-of")],
    ),
    (
        "as somebody put it",
        "The reform, as the minister put it, has failed.",
        [("the minister", "put it", "The reform … has failed", "indirect", "as-clause")],
    ),
    (
        "reporting adverb",
        "The bank allegedly hid its losses.",
        [("", "allegedly", "The bank … hid its losses", "indirect", "reporting-adverb")],
    ),
    (
        "nominal cue with that",
        "The claim that the vote was rigged angered the judge.",
        [("", "The claim", "that the vote was rigged", "indirect", "nominal-cue")],
    ),
    (
        "nominal cue with possessor",
        "The court rejected the minister's claim that the vote was rigged.",
        [
            ("The court", "rejected", "the minister's claim that the vote was rigged", "indirect", "object"),
            ("the minister's", "claim", "that the vote was rigged", "indirect", "nominal-cue"),
        ],
    ),
    (
        "nominal cue with of",
        "The report repeated government denials of a shortage.",
        [
            ("The report", "repeated", "government denials of a shortage", "indirect", "object"),
            ("government", "denials of", "a shortage", "indirect", "nominal-cue"),
        ],
    ),
    (
        "view as subject",
        "Our view is that the price will fall.",
        [("Our", "view", "that the price will fall", "indirect", "nominal-cue")],
    ),
    (
        "thought",
        "Most analysts believe the price will fall.",
        [("Most analysts", "believe", "the price will fall", "indirect", "that-clause")],
    ),
    (
        "hope",
        "The team hopes to return in May.",
        [("The team", "hopes", "to return in May", "indirect", "open-complement")],
    ),
    (
        "intention",
        "The airline plans to drop the route.",
        [("The airline", "plans", "to drop the route", "indirect", "open-complement")],
    ),
    (
        "want",
        "The farmers want the ministry to act.",
        [("The farmers", "want", "the ministry to act", "indirect", "object-and-complement")],
    ),
    (
        "worry",
        "She is worried that the well will run dry.",
        [("She", "is worried", "that the well will run dry", "indirect", "adjective-with-that-clause")],
    ),
    (
        "willing",
        "The rebels are willing to talk.",
        [("The rebels", "are willing", "to talk", "indirect", "adjective-with-open-complement")],
    ),
    (
        "said it was happy",
        "The envoy said it was happy to wait.",
        [
            ("The envoy", "said", "it was happy to wait", "indirect", "that-clause"),
            ("it", "was happy", "to wait", "indirect", "adjective-with-open-complement"),
        ],
    ),
    (
        "passive with agent",
        "The law was criticized by the bishops.",
        [("the bishops", "was criticized", "The law", "indirect", "passive-with-agent")],
    ),
    (
        "is accused of",
        "The pilot is accused of ignoring a warning.",
        [("", "is accused of", "The pilot … ignoring a warning", "indirect", "passive-object-and-complement")],
    ),
    (
        "was expected to",
        "The storm was expected to reach the coast by noon.",
        [("", "was expected", "The storm … to reach the coast by noon", "indirect", "passive-object-and-complement")],
    ),
    (
        "it was reported that",
        "It was reported that the ship had sunk.",
        [("", "was reported", "that the ship had sunk", "indirect", "passive-that-clause")],
    ),
    (
        "was quoted as saying",
        "The general was quoted as saying that the war was over.",
        [("The general", "was quoted as saying", "that the war was over", "indirect", "that-clause")],
    ),
    (
        "seem",
        "The talks appeared to have stalled.",
        [("", "appeared", "The talks … to have stalled", "indirect", "raised-subject")],
    ),
    (
        "shared subject",
        "The minister left the room and said the talks had failed.",
        [("The minister", "said", "the talks had failed", "indirect", "that-clause")],
    ),
    (
        "participle with the clause's subject",
        "The minister resigned, saying she had lost the trust of the party.",
        [("The minister", "saying", "she had lost the trust of the party", "indirect", "that-clause")],
    ),
    (
        "relative pronoun as source",
        "The nurse, who said the ward was full, asked for help.",
        [
            ("The nurse, who said the ward was full", "asked for", "help", "indirect", "prepositional-complement"),
            ("who", "said", "the ward was full", "indirect", "that-clause"),
        ],
    ),
    (
        "title and apposition in the source",
        "Deputy Mayor Rosa Lind, a former teacher, said the school would close.",
        [("Deputy Mayor Rosa Lind, a former teacher", "said", "the school would close", "indirect", "that-clause")],
    ),
    (
        "day left out of the source",
        "The minister on Monday said the school would close.",
        [("The minister", "said", "the school would close", "indirect", "that-clause")],
    ),
    (
        "nested attribution",
        "The spokesman said the minister believed that the vote was fair.",
        [
            ("The spokesman", "said", "the minister believed that the vote was fair", "indirect", "that-clause"),
            ("the minister", "believed", "that the vote was fair", "indirect", "that-clause"),
        ],
    ),
    (
        "nested attribution of the speaker's own mind",
        "Officials say they expect a long dispute.",
        [
            ("Officials", "say", "they expect a long dispute", "indirect", "that-clause"),
            ("they", "expect", "a long dispute", "indirect", "object"),
        ],
    ),
    (
        "headline with a speaker",
        "Lind: The School Will Close\n\nThe school will close in May.",
        [("Lind", ":", "The School Will Close", "indirect", "speaker-label")],
    ),
    (
        "transcript",
        "KOVACS: The school will close.\n\nLIND: Nobody came.",
        [
            ("KOVACS", ":", "The school will close.", "direct", "speaker-label"),
            ("LIND", ":", "Nobody came.", "direct", "speaker-label"),
        ],
    ),
    (
        "object that runs on",
        "The bishops condemned the ban on fishing in the lake.",
        [("The bishops", "condemned", "the ban on fishing in the lake", "indirect", "object")],
    ),
    (
        "survey that shows",
        "The survey shows most voters against the tax.",
        [("The survey", "shows", "most voters against the tax", "indirect", "object-of-document")],
    ),
    (
        "person who shows",
        "The guide shows the visitors a cave.",
        [],
    ),
    (
        "as-clause at the beginning",
        "But as Lind noted, the school will close.",
        [("Lind", "noted", "the school will close", "indirect", "as-clause")],
    ),
    (
        "participle that goes on with the speaker",
        "The minister said the mine was safe, adding that it would stay open.",
        [
            ("The minister", "said", "the mine was safe", "indirect", "that-clause"),
            ("The minister", "adding", "that it would stay open", "indirect", "that-clause"),
        ],
    ),
    (
        "aside at the end",
        "The minister said he would visit Karsk, which has no road.",
        [("The minister", "said", "he would visit Karsk", "indirect", "that-clause")],
    ),
    (
        "asked whether",
        "Asked whether the mine was safe, the minister left.",
        [("", "Asked", "whether the mine was safe", "indirect", "passive-question-clause")],
    ),
    (
        "cue with the verb it completes",
        "The minister went on to praise the nurses.",
        [("The minister", "went on to praise", "the nurses", "indirect", "object")],
    ),
    (
        "verb with particle",
        "The nurse pointed out that the ward was full.",
        [("The nurse", "pointed out", "that the ward was full", "indirect", "that-clause")],
    ),
    (
        "particle that makes a cue",
        "The premier ruled out a vote.",
        [("The premier", "ruled out", "a vote", "indirect", "object")],
    ),
    (
        "verb with adjective",
        "The bank made it clear that rates would rise.",
        [("The bank", "made it clear", "that rates would rise", "indirect", "that-clause")],
    ),
    (
        "claim of nobody named, rejected",
        "The court rejected the claim that the vote was rigged.",
        [
            ("The court", "rejected", "the claim that the vote was rigged", "indirect", "object"),
            ("", "the claim", "that the vote was rigged", "indirect", "nominal-cue"),
        ],
    ),
    (
        "what somebody seems to say",
        "The envoy seemed to offer a truce.",
        [("The envoy", "seemed to offer", "a truce", "indirect", "object")],
    ),
    (
        "gerund as object",
        "The bishops expect fishing to stop.",
        [("The bishops", "expect", "fishing to stop", "indirect", "object-and-complement")],
    ),
    (
        "it seems that",
        "It seems certain that the well will run dry.",
        [("", "seems", "certain that the well will run dry", "indirect", "that-clause")],
    ),
    (
        "question after whom it asks",
        "The judge asked the nurse if the ward was full.",
        [("The judge", "asked", "if the ward was full", "indirect", "question-clause")],
    ),
    (
        "day that is no content",
        "The report on Wednesday was long.",
        [],
    ),
    ("no attribution", "The train left the station at noon.", []),
    (
        "credit line",
        "The school will close, Lind said.\n\n(Reporting by Ana Pop)",
        [("Lind", "said", "The school will close", "indirect", "that-clause")],
    ),
    ("apostrophes and inches", "The '90s hit the farmers' market: a 6'2\" guard bought o'clock rolls.", []),
    (
        "conjoined cue",
        "The bishop praised the nurses and criticized the ministry.",
        [
            ("The bishop", "praised", "the nurses", "indirect", "object"),
            ("The bishop", "criticized", "the ministry", "indirect", "object"),
        ],
    ),
    (
        "say of unquoted and quoted",
        'Lind said the vote was "a farce" and that the party would "never accept it."',
        [
            (
                "Lind",
                "said",
                'the vote was "a farce" and that the party would "never accept it."',
                "mixed",
                "that-clause",
            )
        ],
    ),
]


def _word(line: str) -> Word:
    token, form, lemma, upos, xpos, feats, head, deprel, _, misc = line.split("\t")
    span = dict(pair.split("=") for pair in misc.split("|"))
    return Word(
        int(token), form, lemma, upos, xpos, feats, int(head), deprel, int(span["start"]), int(span["end"])
    )  # fmt: skip


def _parses() -> dict[str, list[Sentence]]:
    parses: dict[str, list[Sentence]] = {}
    name, comments = "", {}
    for blank, group in groupby(PARSES.read_text(encoding="utf-8").splitlines(), key=lambda line: not line):
        if blank:
            continue
        lines = list(group)
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("#"))
        name = comments.get("newdoc id", name)
        words = tuple(_word(line) for line in lines if not line.startswith("#"))
        made = Sentence(name, int(comments["sent_id"]), int(comments["block"]), words)
        parses.setdefault(name, []).append(made)
    return parses


PARSED = _parses()


def _found(name: str, text: str) -> list[Attribution]:
    return extract_attributions(text, split_blocks(text), PARSED[name], LEXICON)


def _surface(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return PIECE.join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_attribution(name: str, text: str, expected: list[tuple[str, str, str, str, str]]):
    found = [
        (_surface(text, a.source), _surface(text, a.cue), _surface(text, a.content), a.kind, a.rule)
        for a in _found(name, text)
    ]
    assert found == expected


def test_every_case_has_a_parse_and_every_parse_a_case():
    assert list(PARSED) == [case[0] for case in CASES]


def test_nested_attribution_names_its_parent():
    name, text, _ = next(case for case in CASES if case[0] == "nested attribution")
    outer, inner = _found(name, text)
    assert (outer.parent, inner.parent) == (None, 0)


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("that-clause", "speech"),
        ("thought", "thought"),
        ("hope", "feeling"),
        ("intention", "intention"),
        ("seem", "perception"),
    ],
)
def test_act(name: str, act: str):
    text = next(case[1] for case in CASES if case[0] == name)
    assert [a.act for a in _found(name, text)] == [act]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "go" twice.', ['"go"'], id="straight"),
        pytest.param("He said “go” twice.", ["“go”"], id="curly"),
        pytest.param("He said ``go'' twice.", ["``go''"], id="doubled"),
        pytest.param("He said ''go now'' twice.", ["''go now''"], id="doubled apostrophes on both sides"),
        pytest.param("He said 'go now,' twice.", ["'go now,'"], id="single"),
        pytest.param("He said «go» twice.", ["«go»"], id="guillemets"),
        pytest.param("“She told me ‘go’ and I went.”", ["“She told me ‘go’ and I went.”"], id="nested is left inside"),
        pytest.param("“She told me “go” and I went.”", ["“She told me “go” and I went.”"], id="same marks nested"),
        pytest.param('He said "go', ['"go'], id="unclosed runs to the end"),
        pytest.param('"One.\n\n"Two."', ['"One.', '"Two."'], id="reopened at the next paragraph"),
        pytest.param("It's the farmers' dog, isn't it?", [], id="apostrophes"),
        pytest.param("The '90s weren't kind.", [], id="decade"),
        pytest.param('A 6\'2" guard and a 5" pipe.', [], id="feet and inches"),
        pytest.param("go”, he said", [], id="closing mark alone"),
        pytest.param('He said "" and left.', [], id="empty quotation"),
        pytest.param('("Go," he said.)', ['"Go,"'], id="after a bracket"),
        pytest.param('He saw--"a ship"--and ran.', ['"a ship"'], id="between dashes"),
        pytest.param('"A," he said, "b."', ['"A,"', '"b."'], id="two of them"),
    ],
)
def test_quotation_marks_are_paired(text: str, expected: list[str]):
    assert [text[q.start : q.end] for q in find_quotations(text, split_blocks(text))] == expected


@given(st.text(alphabet=st.one_of(st.sampled_from("\"“”‘’'`«»„ \nas.,2"), st.characters(exclude_categories=["Cs"]))))
def test_quotations_never_overlap_and_stay_in_their_block(text: str):
    parts = split_blocks(text)
    last = 0
    for quotation in find_quotations(text, parts):
        block = parts[quotation.block]
        assert last <= quotation.start < quotation.inner[0] <= quotation.inner[1] <= quotation.end
        assert block["start"] <= quotation.start
        assert quotation.end <= block["end"]
        last = quotation.end


def _lexicon(folder: Path, cues: str) -> Path:
    (folder / "attribution_cues.csv").write_text(cues, encoding="utf-8")
    (folder / "attribution_phrases.csv").write_text("phrase,kind\naccording to,preposition\n", encoding="utf-8")
    return folder


def test_a_cue_added_to_the_csv_is_used(tmp_path: Path):
    lexicon = read_cue_lexicon(_lexicon(tmp_path, "lemma,pos,patterns,act\nreopen,verb,in,thought\n"))
    name, text = "that-clause", "The ministry said that the border would reopen in June."
    assert [a.rule for a in extract_attributions(text, split_blocks(text), PARSED[name], lexicon)] == [
        "prepositional-complement"
    ]


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
        read_cue_lexicon(_lexicon(tmp_path, cues))


def test_a_missing_lexicon_is_named(tmp_path: Path):
    with pytest.raises(CueLexiconError, match=r"attribution_cues\.csv: language resource not found"):
        read_cue_lexicon(tmp_path)
