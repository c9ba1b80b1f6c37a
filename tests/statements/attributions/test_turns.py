"""Turns and speeches: whoever a label or a head names speaks what follows, up to the next label."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rejoinder.statements.attributions import extract_attributions
from rejoinder.statements.attributions.interviews import unquote_questions
from rejoinder.statements.attributions.parsed_article import prepare_article
from rejoinder.statements.model import TextBlock
from rejoinder.syntax import Sentence, Word
from tests.support.attribution_cases import FOLDER, LEXICON, read_passages


def lay_out(*blocks: tuple[str, str]) -> tuple[str, list[TextBlock], list[Sentence]]:
    """A text of blocks, each one sentence of single words without a tree."""
    text = "\n\n".join(words for _, words in blocks)
    laid_out: list[TextBlock] = []
    sentences = []
    for number, (kind, words) in enumerate(blocks):
        start = laid_out[-1]["end"] + 2 if laid_out else 0
        laid_out.append({"kind": kind, "start": start, "end": start + len(words)})
        tree, place = [], start
        for k, form in enumerate(words.split(), 1):
            place = text.index(form, place)
            tree.append(Word(k, form, form, "X", "XX", "_", int(k > 1), "dep", place, place + len(form)))
        sentences.append(Sentence(article_id="a", sent_id=number + 1, block=number, words=tuple(tree)))
    return text, laid_out, sentences


def list_turns(*blocks: tuple[str, str]) -> list[tuple[str, str, str]]:
    text, laid_out, sentences = lay_out(*blocks)
    attributions = extract_attributions(text, laid_out, sentences, LEXICON)
    return [(_cut(text, a.source), _cut(text, a.content), a.rule) for a in attributions]


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " | ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("label", "name"),
    [("MR. ADLER:", "MR. ADLER"), ("Mr. Adler (Norvane):", "Mr. Adler (Norvane)"), ("[00:04:12] Adler:", "Adler"),
     ("RT @adler:", "@adler"), ("Chair —", "Chair")],
)  # fmt: skip
def test_label_is_the_source_without_what_marks_it(label: str, name: str) -> None:
    assert list_turns(("turn", label), ("paragraph", "Good evening.")) == [(name, "Good evening.", "speech")]


def test_turn_goes_on_over_paragraphs_up_to_the_next_label() -> None:
    turns = list_turns(
        ("head", "Hearing, day two"),
        ("turn", "ADLER:"), ("paragraph", "We waited."), ("direction", "(Laughter.)"), ("paragraph", "All night."),
        ("turn", "LIND:"), ("paragraph", "Nobody came."), ("note", "The hearing rose at six."),
    )  # fmt: skip
    assert turns == [("ADLER", "We waited. | All night.", "turn"), ("LIND", "Nobody came.", "turn")]


def test_in_an_interview_the_outlet_asks() -> None:
    turns = list_turns(("question", "Q:"), ("paragraph", "Why now?"), ("answer", "A:"), ("paragraph", "It leaks."))
    assert turns == [("", "Why now?", "question"), ("A", "It leaks.", "answer")]


def test_in_an_interview_that_a_ministry_publishes_a_reporter_asks() -> None:
    text, laid_out, sentences = lay_out(
        ("question", "Q:"), ("paragraph", "Why now?"), ("answer", "A:"), ("paragraph", "It leaks.")
    )
    attributions = extract_attributions(text, laid_out, sentences, LEXICON, issuer="Ministry of Dams")
    assert [(_cut(text, a.source), a.rule) for a in attributions] == [("Q", "question"), ("A", "answer")]


def test_in_a_briefing_a_reporter_asks() -> None:
    turns = list_turns(("turn", "ADLER:"), ("paragraph", "It leaks."), ("question", "Q:"), ("paragraph", "Why now?"))
    assert turns == [("ADLER", "It leaks.", "turn"), ("Q", "Why now?", "question")]


def test_a_title_that_is_all_a_quotation_is_whoever_speaks_below_it() -> None:
    turns = list_turns(("title", "“Selt waits.”"), ("turn", "Ana Lind"), ("paragraph", "I thank you."))
    assert turns == [("Ana Lind", "“Selt waits.”", "turn"), ("Ana Lind", "I thank you.", "speech")]


def test_a_speech_is_spoken_by_whom_its_head_names() -> None:
    turns = list_turns(
        ("head", "Remarks by"), ("turn", "President Rhea Tolk"), ("head", "at the dam"),
        ("paragraph", "I thank you."), ("paragraph", "The dam stays."),
    )  # fmt: skip
    assert turns == [("President Rhea Tolk", "I thank you.\n\nThe dam stays.", "speech")]


def test_who_signs_a_statement_holds_the_office_that_its_head_names() -> None:
    turns = list_turns(
        ("head", "Statement by"), ("turn", "the Speaker of Karran"), ("paragraph", "I am sorry."),
        ("signature", "Ada Lind"), ("credit", "Speaker"),
    )  # fmt: skip
    assert turns == [("Ada Lind | the Speaker of Karran", "I am sorry.", "speech")]


def test_a_statement_without_a_name_is_its_outlets() -> None:
    turns = list_turns(("head", "Press release"), ("paragraph", "The dam stays."))
    assert turns == [("", "The dam stays.", "speech")]


def test_news_has_no_turns() -> None:
    assert list_turns(("title", "The dam stays"), ("paragraph", "The dam stays.")) == []


def test_a_text_that_somebody_speaks_as_a_whole_is_theirs_from_the_title_on() -> None:
    text, blocks, sentences = lay_out(("title", "The dam"), ("paragraph", "I thank you."), ("note", "Applause."))
    attributions = extract_attributions(text, blocks, sentences, LEXICON, is_spoken=True)
    assert [(_cut(text, a.source), _cut(text, a.content), a.rule) for a in attributions] == [
        ("", "The dam\n\nI thank you.", "speech")
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Ana Lind – Karran Bank – Analyst:", "Ana Lind"),
        ("Hon. (Ms.) Ana Lind (Selt North):", "Ana Lind (Selt North)"),
        ("Ms. Lind (Selt) (spoke in French):", "Ms. Lind (Selt)"),
        ("Ana Lind 🇳🇴 @alind · Mar 5", "Ana Lind"),
        ("Ana Lind 🇳🇴", "Ana Lind"),
        ("Ana Lind (@alind), 9:51 AM", "Ana Lind"),
        ("alind_7 wrote on 3 May:", "alind_7"),
        ("Ana Lind (00:14):", "Ana Lind"),
        ("Ana Lind  0:14", "Ana Lind"),
        ("Q12 Ana Lind:", "Ana Lind"),
        ("4. Ana Lind (Selt) to the Minister for Dams:", "Ana Lind (Selt)"),
        ("Ana Lind (Selt) replied:", "Ana Lind (Selt)"),
        ("Ana Lind (Selt). –", "Ana Lind (Selt)"),
        ("**Ana Lind:**", "Ana Lind"),
        ("Ana Lind\n2 hours ago", "Ana Lind"),
        ("alind7 (2 hours ago):", "alind7"),
        ("Comment from alind7:", "alind7"),
        ("RT by Ana Lind @alind", "Ana Lind"),
        ("Embassy of Selt Facebook · 18 April", "Embassy of Selt"),
    ],
)
def test_label_is_the_source_without_offices_and_languages(label: str, name: str) -> None:
    assert list_turns(("turn", label), ("paragraph", "Good evening.")) == [(name, "Good evening.", "speech")]


INTERVIEW = (
    ("turn", "Lind:"), ("paragraph", "Does it leak?"),
    ("turn", "Adler:"), ("paragraph", "It leaks."),
    ("paragraph", "Since when?"), ("paragraph", "Since May."),
    ("paragraph", "Who knew?"), ("paragraph", "Nobody knew."),
    ("paragraph", "Thank you."),
)  # fmt: skip


def test_questions_without_a_label_are_of_who_asked_the_first() -> None:
    assert sorted(list_turns(*INTERVIEW)) == [
        ("Adler", "It leaks. | Since May. | Nobody knew.", "turn"),
        ("Lind", "Does it leak?", "turn"),
        ("Lind", "Since when? | Who knew? | Thank you.", "turn"),
    ]


def test_questions_within_an_answer_stay_where_all_questions_have_labels() -> None:
    turns = list_turns(*INTERVIEW, ("turn", "Lind:"), ("paragraph", "Goodbye."))
    assert turns[1][1].endswith("Who knew?\n\nNobody knew.\n\nThank you.")


def test_one_question_within_an_answer_is_rhetorical() -> None:
    turns = list_turns(*INTERVIEW[:6])
    assert turns[1] == ("Adler", "It leaks.\n\nSince when?\n\nSince May.", "turn")


EXCHANGE = (
    ("title", "“It leaks.”"), ("paragraph", "Rhea Tolk keeps the dam."),
    ("paragraph", "Does it leak?"), ("paragraph", "It leaks."),
    ("paragraph", "That was denied."), ("paragraph", "By fools."),
    ("paragraph", "Since when?"), ("paragraph", "Since May."),
    ("paragraph", "Who knew?"), ("paragraph", "Nobody knew."),
)  # fmt: skip


def test_in_an_interview_without_labels_paragraphs_ask_and_answer_in_turn() -> None:
    assert [(words, rule) for _, words, rule in list_turns(*EXCHANGE) if rule in ("question", "answer")] == [
        ("“It leaks.” | It leaks. | By fools. | Since May. | Nobody knew.", "answer"),
        ("Does it leak? | That was denied. | Since when? | Who knew?", "question"),
    ]


def test_questions_of_an_interview_may_be_set_in_bold() -> None:
    bold = [(kind, f"**{words}**" if words.endswith("?") else words) for kind, words in EXCHANGE]
    assert "**Does it leak?** | That was denied. | **Since when?** | **Who knew?**" in {
        w for _, w, _ in list_turns(*bold)
    }


QUOTED = (
    ("title", "»I wait.«"), ("credit", "Interview: Ana Lind"), ("paragraph", "The mayor on rain."),
    ("paragraph", "»Does it leak?«"), ("paragraph", "I saw it."),
    ("paragraph", "»That was denied.«"), ("paragraph", "By fools."),
    ("paragraph", "»Since when?«"), ("paragraph", "Since May, we think."),
    ("paragraph", "»Who knew?«"), ("paragraph", "We knew."),
    ("paragraph", "»Nobody else.«"), ("paragraph", "So I hope."),
)  # fmt: skip


def test_questions_of_an_interview_may_be_set_off_by_quotation_marks() -> None:
    answered = "»I wait.« | I saw it. | By fools. | Since May, we think. | We knew. | So I hope."
    asked = "»Does it leak?« | »That was denied.« | »Since when?« | »Who knew?« | »Nobody else.«"
    assert sorted(list_turns(*QUOTED)) == [("", answered, "answer"), ("Ana Lind", asked, "turn")]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([(kind, words.replace("I ", "They ").replace("we ", "they ").replace("We ", "They "))
                      for kind, words in QUOTED], id="a report"),
        pytest.param([(kind, words.replace("The mayor", "I wrote")) for kind, words in QUOTED], id="a memoir"),
        pytest.param(QUOTED[:9], id="three questions"),
        pytest.param([*QUOTED[:5], ("paragraph", "It rained."), *QUOTED[5:]], id="not in turn"),
    ],
)  # fmt: skip
def test_quotations_between_what_somebody_tells_are_no_questions(told: Sequence[tuple[str, str]]) -> None:
    assert {rule for _, _, rule in list_turns(*told)}.isdisjoint(("turn", "answer"))


def test_who_signs_a_text_may_quote_whole_paragraphs() -> None:
    text, blocks, sentences = lay_out(("author", "Ana Lind"), *QUOTED)
    article = prepare_article(text, blocks, sentences, LEXICON)
    assert unquote_questions(article).quotations == article.quotations


@pytest.mark.parametrize(
    ("by_line", "name", "asker"),
    [
        pytest.param("Interview: Ana Lind", "Lind", "", id="who answers"),
        pytest.param("Interview: Ana Lind", "Tarn", "Ana Lind", id="who asks"),
        pytest.param("Interview by Ana Lind", "Lind", "Ana Lind", id="by whom"),
    ],
)
def test_who_is_named_behind_interview_asks_unless_the_text_tells_of_them(by_line: str, name: str, asker: str) -> None:
    turns = list_turns(("credit", by_line), ("paragraph", f"Mayor {name} on rain."), *EXCHANGE)
    assert [source for source, words, _ in turns if words.startswith("Does it leak?")] == [asker]


def test_answers_may_have_several_paragraphs() -> None:
    longer = (*EXCHANGE[:4], ("paragraph", "Badly."), ("paragraph", "You knew."), *EXCHANGE[5:])
    turns = {rule: words for _, words, rule in list_turns(*longer)}
    assert turns["question"] == "Does it leak? | You knew. | Since when? | Who knew?"
    assert turns["answer"] == "“It leaks.” | It leaks.\n\nBadly. | By fools. | Since May. | Nobody knew."


def test_a_report_that_asks_is_no_interview() -> None:
    assert list_turns(*EXCHANGE[:6]) == []
    quoted = [(kind, f"“{words}”" if n % 2 and n > 2 else words) for n, (kind, words) in enumerate(EXCHANGE)]
    assert {rule for _, _, rule in list_turns(*quoted)}.isdisjoint(("question", "answer"))


def test_letter_is_of_who_signs_below_it() -> None:
    letters = list_turns(
        ("paragraph", "The lamps are out."), ("paragraph", "Mend them."), ("signature", "Ana Lind, Karran"),
        ("credit", "Karran"), ("paragraph", "It rains."), ("signature", "Olaf Berg"),
    )  # fmt: skip
    assert letters == [
        ("Ana Lind, Karran | Karran", "The lamps are out.\n\nMend them.", "letter-signed"),
        ("Olaf Berg", "It rains.", "letter-signed"),
    ]


@pytest.mark.parametrize(
    ("name", "last", "own"),
    [
        pytest.param("PROPN", "I doubt.", "It leaks. | I doubt.", id="somebody named"),
        pytest.param("NOUN", "We doubt.", "It leaks. | We doubt.", id="a body's statement"),
        pytest.param("NOUN", "I doubt.", "It leaks.\n\nBerg said it holds out.\n\nI doubt.", id="one person's speech"),
    ],
)
def test_a_sentence_that_reports_somebody_is_theirs_but_in_a_speech(name: str, last: str, own: str) -> None:
    text, blocks, sentences = lay_out(
        ("turn", "ADLER:"), ("paragraph", "It leaks."),
        ("paragraph", "Berg said it holds out."), ("paragraph", last),
    )  # fmt: skip
    relations = ("nsubj", "root", "nsubj", "ccomp", "advmod")
    tree = zip((name, "VERB", "PRON", "VERB", "ADV"), (2, 0, 4, 2, 4), relations, strict=True)
    words = [
        word._replace(lemma="say" if word.form == "said" else word.form, upos=upos, head=head, deprel=deprel)
        for word, (upos, head, deprel) in zip(sentences[2].words, tree, strict=True)
    ]
    sentences[2] = replace(sentences[2], words=tuple(words))
    attributions = extract_attributions(text, blocks, sentences, LEXICON)
    assert [_cut(text, a.content) for a in attributions if a.rule == "speech"] == [own]


@pytest.mark.parametrize(
    ("source", "is_own"),
    [("Ministers", True), ("Parties", True), ("They", True), ("Berg", False), ("He", False), ("Hills", False)],
)
def test_what_all_in_a_joint_document_agreed_is_theirs(source: str, is_own: bool) -> None:
    text, blocks, sentences = lay_out(
        ("head", "Joint Statement of"), ("turn", "the Ministers of Selt and the Hills"), ("paragraph", "Locks open."),
        ("paragraph", f"{source} stated that it holds."),
    )  # fmt: skip
    words = [
        word._replace(lemma={"stated": "state"}.get(word.form, word.form), upos=upos, head=head, deprel=deprel)
        for word, upos, head, deprel in zip(
            sentences[3].words, ("NOUN", "VERB", "SCONJ", "PRON", "VERB"), (2, 0, 5, 5, 2),
            ("nsubj", "root", "mark", "nsubj", "ccomp"), strict=True,
        )
    ]  # fmt: skip
    sentences[3] = replace(sentences[3], words=tuple(words))
    attributions = extract_attributions(text, blocks, sentences, LEXICON)
    spoken = [_cut(text, a.content) for a in attributions if a.rule == "joint-speech"]
    assert spoken == [f"Locks open.\n\n{source} stated that it holds." if is_own else "Locks open."]


@pytest.mark.parametrize(
    ("label", "behind"),
    [
        ("Secretary-General Ana Lind", "at a joint press conference"),
        ("Ana Lind, Mayor of Selt,", "to the joint session of the councils"),
    ],
)
def test_who_speaks_at_a_joint_session_speaks_alone(label: str, behind: str) -> None:
    turns = list_turns(("head", "Remarks by"), ("turn", label), ("head", behind), ("paragraph", "We agree."))
    assert [rule for _, _, rule in turns] == ["speech"]


def test_a_question_opens_with_what_its_asker_puts_to_who_answers() -> None:
    passage = read_passages(FOLDER / "direct.conllu")["quotation with inverted cue"]
    blocks = [TextBlock(kind="question", start=0, end=0), TextBlock(kind="paragraph", start=0, end=len(passage.text))]
    sentences = [replace(sentence, block=1) for sentence in passage.sentences]
    attributions = extract_attributions(passage.text, [*blocks, blocks[0]], sentences, LEXICON)
    asked = [_cut(passage.text, a.content) for a in attributions if a.rule == "question"]
    assert asked == [passage.text[sentences[0].start : sentences[0].end]]


def test_a_text_is_its_authors_title_and_all() -> None:
    turns = list_turns(
        ("title", "The port"), ("credit", "By"), ("author", "Ana Lind"), ("paragraph", "Ships come."),
        ("author", "Ana Lind"), ("author", "is a baker."),
    )  # fmt: skip
    assert turns == [("Ana Lind | Ana Lind | is a baker.", "The port | Ships come.", "author")]


def test_a_title_that_quotes_is_of_who_answers_at_length() -> None:
    turns = list_turns(("title", "“It leaks.”"), *INTERVIEW[:4], ("paragraph", "Badly."), ("turn", "Lind:"))
    assert ("Adler", "“It leaks.”", "turn") in turns
    longer = list_turns(("title", "“It leaks a lot .”"), *INTERVIEW[:4], ("paragraph", "Badly."), ("turn", "Lind:"))
    assert [(source, rule) for source, words, rule in longer if "a lot" in words] == [("Adler", "turn")]


def test_a_quotation_is_of_whom_the_line_above_names() -> None:
    reactions = list_turns(
        ("reaction", "Rhea Tolk, mayor"), ("paragraph", "“It leaks.”"), ("paragraph", "“It stinks.”"),
        ("paragraph", "Nobody came."), ("reaction", "Norvane"), ("paragraph", "Norvane is silent."),
    )  # fmt: skip
    assert [turn for turn in reactions if turn[2] == "reaction"] == [
        ("Rhea Tolk, mayor", "“It leaks.”\n\n“It stinks.”", "reaction")
    ]


def test_post_is_its_author_s_who_is_named_above_it_or_below_it_behind_a_dash() -> None:
    posts = list_turns(
        ("paragraph", "It leaks."), ("post", "— Rhea Tolk (@rtolk) May 3"), ("paragraph", "She wrote it."),
        ("post", "Bo Lund @blund · 1h"), ("paragraph", "It stinks."), ("paragraph", "Nobody came."),
    )  # fmt: skip
    assert [turn for turn in posts if turn[2] == "reaction"] == [
        ("Rhea Tolk", "It leaks.", "reaction"),
        ("Bo Lund", "It stinks.", "reaction"),
    ]


def test_quoted_post_is_its_author_s_only() -> None:
    posts = list_turns(("paragraph", '"It leaks a lot ."'), ("post", "— Rhea Tolk (@rtolk) May 3"))
    assert posts == [("Rhea Tolk", '"It leaks a lot ."', "reaction")]


def test_signature_below_a_speech_adds_no_speaker() -> None:
    turns = list_turns(("turn", "the Board"), ("paragraph", "We wait."), ("signature", "Ana Lind"))
    assert turns == [("the Board", "We wait.", "speech")]


STATEMENT = (("head", "Joint Statement of"), ("turn", "Selt and Norvane"), ("paragraph", "The Parties agree."))


@pytest.mark.parametrize(
    "below",
    [
        (("paragraph", "The statement was read out twice."), ("paragraph", "Snow fell.")),
        (("paragraph", "Members on both sides rose and applauded."), ("paragraph", "Snow fell.")),
        (("note", "[End of excerpts]"), ("paragraph", "Snow fell.")),
        (("contact", "NOTE TO EDITORS: TSN added the following paragraphs."), ("paragraph", "Snow fell.")),
    ],
    ids=["fate of the document", "who listened", "closing line", "what the outlet adds"],
)
def test_the_outlet_tells_again_where_a_document_ends(below: tuple[tuple[str, str], ...]) -> None:
    assert list_turns(*STATEMENT, *below) == [("Selt and Norvane", "The Parties agree.", "joint-speech")]


def test_a_release_tells_of_a_joint_document_above_its_heading() -> None:
    turns = list_turns(*STATEMENT[:2], ("paragraph", "We print it."), ("furniture", "JOINT STATEMENT"), STATEMENT[2])
    assert sorted(turns) == [("", "We print it.", "speech"), ("Selt and Norvane", "The Parties agree.", "joint-speech")]


def test_a_document_goes_on_where_somebody_still_speaks() -> None:
    turns = list_turns(*STATEMENT, ("paragraph", "The letter was read out twice."), ("paragraph", "We regret it."))
    assert turns[0][1].endswith("We regret it.")


@pytest.mark.parametrize(
    "told",
    [
        "The letter was handed to the envoy and delivered late.",
        "The declaration was signed by five wardens.",
        "The text was adopted without a vote.",
        "The House stood by the wardens.",
        "Delegates from forty towns rose to the task.",
    ],
    ids=["delivered", "signed", "adopted", "stood by", "rose to"],
)
def test_who_speaks_may_tell_of_documents_and_of_listeners(told: str) -> None:
    spoken = (("turn", "MS LIND:"), ("paragraph", "Selt waits."), ("paragraph", told), ("paragraph", "The dam leaks."))
    assert list_turns(*spoken) == [("MS LIND", f"Selt waits.\n\n{told}\n\nThe dam leaks.", "speech")]


def test_first_paragraph_below_a_label_is_who_speaks() -> None:
    spoken = (("turn", "MS LIND:"), ("paragraph", "The letter was read aloud."), ("paragraph", "Selt lied."))
    assert list_turns(*spoken) == [("MS LIND", "The letter was read aloud.\n\nSelt lied.", "speech")]


def test_no_turn_of_a_transcript_ends_before_the_next_label() -> None:
    turns = list_turns(
        ("turn", "ADLER:"), ("paragraph", "Snow fell."), ("paragraph", "Members rose and applauded."),
        ("turn", "LIND:"), ("paragraph", "Nobody came."),
    )  # fmt: skip
    assert turns[0] == ("ADLER", "Snow fell.\n\nMembers rose and applauded.", "turn")


def test_a_quotation_with_its_cue_in_a_release_is_of_whom_it_names() -> None:
    passage = read_passages(FOLDER / "direct.conllu")["quotation with inverted cue"]
    head = TextBlock(kind="head", start=0, end=0)
    block = TextBlock(kind="paragraph", start=0, end=len(passage.text))
    sentences = [replace(sentence, block=1) for sentence in passage.sentences]
    attributions = extract_attributions(passage.text, [head, block], sentences, LEXICON)
    assert [a.rule for a in attributions if a.rule == "speech"] == []


def list_issued(*blocks: tuple[str, str]) -> str:
    text, laid_out, sentences = lay_out(*blocks)
    attributions = extract_attributions(text, laid_out, sentences, LEXICON, issuer="Ministry of Dams of Karran")
    return _cut(text, next(a for a in attributions if a.rule == "speech").content)


def test_a_ministrys_release_is_its_own_words_without_a_head() -> None:
    assert list_issued(("title", "The dam stays"), ("paragraph", "It leaks.")) == "The dam stays\n\nIt leaks."


def test_minutes_are_not_their_issuers_own_words() -> None:
    text, laid_out, sentences = lay_out(("title", "Minutes of the Ninth Sitting"), ("paragraph", "It leaks."))
    assert extract_attributions(text, laid_out, sentences, LEXICON, issuer="Ministry of Dams of Karran") == []


@pytest.mark.parametrize("title", ["Minutes of Dam Bank meeting show split", "Minutes of silence at the dam"])
def test_news_of_minutes_is_no_record(title: str) -> None:
    assert list_issued(("title", title), ("paragraph", "It leaks."))


def test_in_a_ministrys_release_others_keep_their_turns() -> None:
    turns = (("turn", "LIND:"), ("paragraph", "It leaks."))
    text, laid_out, sentences = lay_out(("head", "Briefing"), *turns, *turns)
    attributions = extract_attributions(text, laid_out, sentences, LEXICON, issuer="Ministry of Dams")
    assert {_cut(text, a.source) for a in attributions} == {"LIND:"[:-1]}
