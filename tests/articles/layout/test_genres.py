"""Transcripts and speeches are recognised by their layout, and split at who speaks."""

import pytest

from rejoinder.articles.layout import read_layout
from rejoinder.schema import TURN_KINDS


def read(text: str) -> tuple[str, list[tuple[str, str]]]:
    layout = read_layout(text, text.partition("\n\n")[0])
    return layout.genre, [(block["kind"], text[block["start"] : block["end"]]) for block in layout.blocks[1:]]


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("MR. ADLER:", "QUESTION:"), id="briefing"),
        pytest.param(("Q:", "A:"), id="interview"),
        pytest.param(("Q", "MINISTER LIND:"), id="Q without a colon"),
        pytest.param(("Mr. Adler (Norvane):", "Ms. Lind Aho (Selt):"), id="countries"),
        pytest.param(("Ana Lind (Selt) (Lab):", "The Minister for Dams (Ian Adler):"), id="parliament"),
        pytest.param(("The Chair (Ms. Ana Lind (Selt-North, Lab.)):", "Mr. Ian Adler:"), id="brackets within brackets"),
        pytest.param(("LIND-AHO:", "DIRECTOR-GENERAL IAN ADLER:"), id="hyphens in capitals"),
        pytest.param(("IAN ADLER, HOST:", "RHEA LIND, UNION LEADER:"), id="roles"),
        pytest.param(("QUESTION (Agencia Selt):", "The Chair:"), id="agency"),
        pytest.param(("Question from Selt News:", "Answer:"), id="question from"),
        pytest.param(("Question 1:", "Answer 1:"), id="numbered"),
        pytest.param(("Q1.", "A1."), id="numbered and short"),
        pytest.param(("[00:04:12] Mr. Adler:", "[00:04:15] Gen. Ana Lind:"), id="times"),
        pytest.param(("@anaadler:", "RT @selt_news:"), id="posts"),
        pytest.param(("@anaadler, 13 March", "@selt_news, 14 March"), id="posts with dates"),
        pytest.param(("Ian Adler (@iadler), 9:51 AM", "Rhea Lind (@rlind), mayor of Selt, 9:58 AM"), id="authors"),
    ],
)
def test_labels_of_turns(labels: tuple[str, str]) -> None:
    first, second = labels
    text = f"The dam: what was said\n\n{first} It leaks.\n\n{second} It does not. I looked."
    genre, blocks = read(text)
    assert genre == "transcript"
    assert [part for _, part in blocks] == [first, "It leaks.", second, "It does not. I looked."]
    assert [kind in TURN_KINDS for kind, _ in blocks] == [True, False, True, False]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Q:", "question"), ("QUESTION (Agencia Selt):", "question"), ("Question from Selt News:", "question"),
        ("[00:04:12] Interviewer:", "question"), ("A:", "answer"), ("Answer:", "answer"), ("The Chair:", "turn"),
        ("MR. ANSWER:", "turn"),
    ],
)  # fmt: skip
def test_label_that_only_asks_or_answers(label: str, kind: str) -> None:
    _, blocks = read(f"The dam: what was said\n\n{label} It leaks.\n\nMR. ADLER: It does not.\n\nMS. LIND: I looked.")
    assert blocks[0] == (kind, label)


def test_name_and_office_behind_two_dashes_are_a_label() -> None:
    labels = ["Ana Lind -- Chief Executive", "Ian Adler -- Selt Bank -- Analyst", "Ana Lind -- Chief Executive"]
    _, blocks = read("\n\n".join(["The call", *(f"{label}\n\nIt leaks. I looked." for label in labels)]))
    assert [part for kind, part in blocks if kind == "turn"] == labels


def test_names_alone_on_their_lines_are_labels() -> None:
    text = "Debate\n\nMODERATOR\n\nBegin, please.\n\nANA LIND\n\nIt leaks.\n\nIAN ADLER\n\nIt does not."
    genre, blocks = read(text)
    assert genre == "transcript"
    assert [part for kind, part in blocks if kind == "turn"] == ["MODERATOR", "ANA LIND", "IAN ADLER"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Mr. ADLER. ", "Chairman LIND. ", id="capitals and a full stop"),
        pytest.param("Ian Adler (Selt). – ", "Ana Lind, on behalf of the Reeds. – ", id="full stop and dash"),
        pytest.param("Ian Adler (00:14):\n", "Speaker 1 (00:31):\n", id="times behind"),
        pytest.param("Ian Adler  0:14\n", "Ana Lind  0:31\n", id="times on the line of the name"),
        pytest.param("Ian Adler\n(Selt) (Reeds)\n", "The Minister for Dams\n(Ana Lind)\n", id="brackets below"),
        pytest.param("Deputy Ian Adler\n", "The Minister\n", id="names on their own lines"),
        pytest.param("Spokesperson: ", "Norvane News: ", id="media"),
        pytest.param("Q12 Chair: ", "Ana Lind: ", id="numbered questions"),
        pytest.param("Ian Adler to the Minister for Dams: ", "Ana Lind (Minister for Dams) replied: ", id="asked"),
        pytest.param("**Ian Adler:** ", "**Ana Lind:** ", id="bold"),
    ],
)
def test_marks_of_houses(first: str, second: str) -> None:
    text = f"The dam\n\n{first}It leaks.\n\n{second}It does not.\n\n{first}I looked.\n\n{second}So did I."
    genre, blocks = read(text)
    assert genre == "transcript"
    assert [(part, kind in TURN_KINDS) for part, kind in ((part, kind) for kind, part in blocks)] == [
        (part, is_turn)
        for label, words in (
            (first, "It leaks."),
            (second, "It does not."),
            (first, "I looked."),
            (second, "So did I."),
        )
        for part, is_turn in ((label.strip(), True), (words, False))
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The dam\n\nBackground: It is old.\n\nOutlook: It will go.\n\nIt leaks.", id="headings"),
        pytest.param("The dam\n\nAna Lind\nIan Adler\nAna Lind\nRhea Tolk\n\nIt leaks. They met.", id="list of names"),
        pytest.param("The dam\n\nThe Old Dam\n\nIt leaks.\n\nThe New Dam\n\nIt holds.", id="headings of parts"),
        pytest.param(
            "Food\n\nReed -- Dam Road\n\nGood eels.\n\nBar -- Quay Road\n\nStrong tea.\n\nOar -- Dam Road\n\nHot fish.",
            id="list with dashes",
        ),
        pytest.param("Traffic\n\nA3: Shut at Selt. You must turn.\n\nA7: Open. You may go.", id="roads"),
    ],
)
def test_names_that_nobody_speaks_under(text: str) -> None:
    assert read(text)[0] == "news"


def test_headings_between_turns_are_no_words_of_who_spoke_last() -> None:
    text = "Debate\n\nMR. ADLER: It leaks.\n\nThe dam of Selt\n\nMS. LIND: It holds.\n\nNext debate"
    assert [part for kind, part in read(text)[1] if kind == "heading"] == ["The dam of Selt", "Next debate"]


def test_lines_above_the_first_label_are_no_words() -> None:
    text = (
        "Briefing\n\nQuestions on the leak of the old quay\n\nThe mayor and her guests met the press.\n\n"
        "MS. LIND: It leaks, and I know it.\n\nQUESTION: Will you go?\n\nMS. LIND: We stay."
    )
    assert [kind for kind, line in read(text)[1] if line == "Questions on the leak of the old quay"] == ["heading"]


def test_turns_within_a_paragraph_and_on_single_lines() -> None:
    text = "Briefing\n\nMR. ADLER: It leaks. QUESTION: Why? MR. ADLER: (Laughter.) Water.\nQUESTION: When?"
    genre, blocks = read(text)
    assert genre == "transcript"
    assert [kind for kind, _ in blocks] == [
        "turn", "paragraph", "question", "paragraph", "turn", "direction", "paragraph", "question", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Statement by the Foreign Minister of Selt, Ana Lind, on the dam", "the Foreign Minister of Selt, Ana Lind"),
        ("Remarks by President Ian Adler at the opening of the dam", "President Ian Adler"),
        ("Full text: Prime Minister Ana Lind's address to the nation", "Prime Minister Ana Lind"),
        ("Ministry of Dams of Norvane: Statement on the leak", "Ministry of Dams of Norvane"),
        ("Maiden speech: Ana Lind (Selt Central), National Assembly of Norvane", "Ana Lind (Selt Central)"),
        (
            "STATEMENT BY H.E. MS. ANA LIND, PRIME MINISTER OF SELT, AT THE COUNCIL",
            "H.E. MS. ANA LIND, PRIME MINISTER OF SELT",
        ),
        ("Text of live address by President Ana Lind to the Assembly, broadcast by Selt TV 1", "President Ana Lind"),
        ("Remarks as prepared for delivery: Ambassador Ana Lind, Karran", "Ambassador Ana Lind"),
        ("Selt at the Council - item 4 - delivered by Ms. Ana Lind", "Ms. Ana Lind"),
        ("Letter from Ana Lind, Minister for Dams, to the Council", "Ana Lind, Minister for Dams"),
        ("Minister of Dams Ana Lind at the opening of the dam, Karran, 3 May 2021", "Minister of Dams Ana Lind"),
        ("Toast by King Olaf at the banquet", "King Olaf"),
        ("Mr. Ian Adler, President of the Republic of Norvane", "Mr. Ian Adler, President of the Republic of Norvane"),
        ("SENATE OF NORVANE – MAIDEN SPEECH OF SENATOR ANA LIND", "SENATOR ANA LIND"),
        ("Nobel lecture by Ana Lind", "Ana Lind"),
        ("Eulogy for Olaf Berg, delivered by his daughter Ana Lind", "his daughter Ana Lind"),
        ("Email to staff from chief executive Ana Lind", "chief executive Ana Lind"),
        ("Impact statement of Ana Lind, read to the court by a clerk", "Ana Lind"),
        ("Impact statement read to the High Court in Karran, Selt, by Ana Lind", "Ana Lind"),
        ("Open letter of the Guild of Divers to the mayor", "the Guild of Divers"),
    ],
)
def test_who_speaks_a_speech_is_read_from_its_head(title: str, speaker: str) -> None:
    text = f"{title}\n\nWe looked at the dam. It leaks.\n\nWe thank you."
    layout = read_layout(text, title)
    assert layout.genre == "speech"
    assert [text[b["start"] : b["end"]] for b in layout.blocks if b["kind"] == "turn"] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Check against delivery\n\nOpening statement by Ana Lind to the Council\n\nWe looked at it.", "Ana Lind"),
        ("Statement on the dam\n\nBy Ana Lind, Mayor of Selt\n\nWe looked at the dam.", "Ana Lind, Mayor of Selt"),
        ("The dam of Selt\n\nRemarks by Ana Lind\n\nKarran, 3 May 2021\n\nWe looked at the dam.", "Ana Lind"),
        ("MISSION OF SELT\n\nSTATEMENT\nBY\nANA LIND\nAT THE COUNCIL\n\nMr. President,\n\nIt leaks.", "ANA LIND"),
        ("Address to the Dam Club\n\nMinister Ana Lind\n\nKarran\n\nWe looked at the dam.", "Minister Ana Lind"),
        ("Letter dated 3 May 2021 from the Envoy of Selt to the Council\n\nI write to you.", "the Envoy of Selt"),
        ("Statement attributable to the Spokesperson on Selt\n\nThe dam leaks.", "the Spokesperson"),
        ("Communiqué of the 9th meeting of the Dam Council\n\nThe Council is alarmed.", "the Dam Council"),
        (
            "“We looked at the dam”\n\n"
            "Below is an extract from the speech given by Ana Lind, mayor of Selt, in Karran on Monday.\n\n"
            "We looked at our dam.",
            "Ana Lind, mayor of Selt",
        ),
        (
            "The dam of Selt: full text\n\nWe print below the speech that was given on Monday.\n\n"
            "Address by Ana Lind at the dam\n\nWe looked at the dam.",
            "Ana Lind",
        ),
    ],
)
def test_who_speaks_a_speech_is_read_below_its_title(text: str, speaker: str) -> None:
    layout = read_layout(text)
    assert layout.genre == "speech"
    assert [text[b["start"] : b["end"]] for b in layout.blocks if b["kind"] == "turn"] == [speaker]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Mr President,\n\nThe dam leaks.", id="address"),
        pytest.param("Fellow citizens, good evening.\n\nThe dam leaks.", id="address to a nation"),
        pytest.param("The Embassy of Selt presents its compliments to the Ministry.\n\nIt leaks.", id="note verbale"),
    ],
)
def test_a_speech_is_known_by_whom_it_turns_to(body: str) -> None:
    text = f"The dam of Selt\n\n{body}"
    assert read_layout(text, "The dam of Selt").genre == "speech"


@pytest.mark.parametrize("opening", ["Mr and Mrs Lund only came to look at it.", "Madam Lind resigned on Monday."])
def test_a_sentence_about_somebody_turns_to_nobody(opening: str) -> None:
    assert read_layout(f"The dam of Selt\n\n{opening}\n\nThe dam leaks, Ana Lind said.").genre == "news"


@pytest.mark.parametrize(("title", "kind"), [("Lind calls the dam “a sieve”", "title"), ("The dam of Selt", "head")])
def test_a_headline_above_the_head_of_a_speech_stays_where_it_quotes(title: str, kind: str) -> None:
    layout = read_layout(f"{title}\n\nRemarks by Ana Lind\n\nOur dam is a sieve. We looked at it.", title)
    assert layout.genre == "speech"
    assert layout.blocks[0] == {"kind": kind, "start": 0, "end": len(title)}


def test_a_release_is_its_outlet_s_own_words_below_its_headline() -> None:
    text = "Navy rejects claims\n\nPRESS RELEASE\n\nSelt, 8 May 2019\n\nOur ships fired at nobody. No shot was heard."
    layout = read_layout(text, "Navy rejects claims")
    assert layout.genre == "speech"
    assert [block["kind"] for block in layout.blocks][:2] == ["title", "head"]


def test_a_label_above_a_release_leaves_its_headline() -> None:
    text = "PRESS RELEASE: The border closes\n\nSelt, 8 May 2019\n\nOur gates close at six. We regret it."
    blocks = read_layout(text, "PRESS RELEASE: The border closes").blocks
    assert [(b["kind"], text[b["start"] : b["end"]]) for b in blocks][:2] == [
        ("head", "PRESS RELEASE:"), ("title", "The border closes")
    ]  # fmt: skip


def test_a_name_that_begins_with_the_is_no_speaker() -> None:
    text = "The strait\n\nThe Selt Courier\n\nI count ships every day. We have crossed no line, and I know it."
    assert read_layout(text, "The strait").genre == "news"


def test_a_meeting_is_no_speaker_of_its_communique() -> None:
    text = "Final Communiqué of the Extraordinary Summit on the dam\n\nThe Assembly condemns the leak."
    layout = read_layout(text, text.partition("\n\n")[0])
    assert (layout.genre, [block["kind"] for block in layout.blocks]) == ("speech", ["head", "paragraph"])


def test_a_communique_in_the_past_tense_tells_of_a_meeting() -> None:
    text = "Communiqué of the Ministers of Selt\n\nThe Ministers expressed concern at the leak."
    assert read_layout(text, text.partition("\n\n")[0]).genre == "news"


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Joint statement by the Ministers of Selt and Norvane", "the Ministers of Selt and Norvane"),
        ("Joint Press Communiqué between Selt and the State of Norvane", "Selt and the State of Norvane"),
        ("Trilateral Statement of Karran, Selt and Norvane", "Karran, Selt and Norvane"),
        ("Text of the Selt-Norvane Joint Statement on the dam", "Selt-Norvane"),
        ("Presidents of Selt and Norvane: Joint Statement", "Presidents of Selt and Norvane"),
        ("Joint statement: Selt and Norvane", "Selt and Norvane"),
    ],
)
def test_a_joint_document_is_of_several_also_in_the_past_tense(title: str, speaker: str) -> None:
    layout = read_layout(text := f"{title}\n\nThe Ministers expressed concern at the leak.", title)
    assert layout.genre == "speech"
    assert [text[b["start"] : b["end"]] for b in layout.blocks if b["kind"] == "turn"] == [speaker]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Joint statement by the Ministers of Selt and Norvane", "They agreed to stop the leak, Lind said."),
        ("Selt and Norvane issue joint statement on dam", "The Ministers expressed concern at the leak."),
        ("Leaders Joint Statement", "The Ministers expressed concern at the leak."),
        ("Selt, Norvane Leaders Adopt Joint Statement on Dam", "The two agreed to mend it. They voiced concern."),
        ("Selt, Norvane Issued Joint Statement on Dam", "The two agreed to mend it. They voiced concern."),
    ],
    ids=["a report of it", "headline with a verb", "nobody named", "verb with a capital", "verb in the past"],
)
def test_reports_of_joint_documents_are_none(title: str, body: str) -> None:
    assert read_layout(f"{title}\n\n{body}", title).genre == "news"


@pytest.mark.parametrize(
    "title",
    [
        "Statement by Lind angers Selt",
        "Speech by Adler delayed",
        "Selt mayor's speech divides council",
        "Minister Lind at the dam on Monday",
        "Blow delivered by Court to Lind",
        "The message from the Guild of Divers was short",
    ],
)
def test_headlines_about_speeches_are_no_heads(title: str) -> None:
    assert read(f"{title}\n\nThe dam leaks. Engineers have closed the road.\n\nIt was built in 1961.")[0] == "news"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ian Adler 🇳🇴 @iadler · Mar 5", "Selt Mission to the UN @SeltUN"),
        ("iadler_7 wrote:", "rlind wrote on 3 May 2021:"),
        ("iadler7\n2 hours ago", "Rhea from Selt\n1 hour ago"),
        ("Ian Adler · 2h", "Rhea L., Selt\nMay 3 at 9:12 PM"),
        ("Ian A. @iadler", "Rhea Lind @rlind\nReplying to @iadler and @seltun"),
        ("Comment from iadler7:", "Rhea Lind (2 hours ago):"),
        ("RT by Ian Adler @iadler", "Comment by Rhea Lind:"),
        ("Embassy of Selt\nFacebook · 3 May", "Rhea Lind @rlind"),
        ("u/iadler · 2h ago", "u/rlind · 3 days ago"),
    ],
)
def test_lines_that_name_who_posts(first: str, second: str) -> None:
    genre, blocks = read(f"The dam: what was said\n\n{first}\nIt leaks.\n\n{second}\nIt does not. I looked.")
    assert genre == "transcript"
    assert [part for kind, part in blocks if kind == "turn"] == [first, second]


def test_thread_of_numbered_posts() -> None:
    text = "A thread\n\nHere it is.\n\nIan Adler @iadler · 3 May\n\n1/ It leaks.\n\n2/ I looked.\n\n3/3 Goodbye."
    genre, blocks = read(text)
    assert genre == "transcript"
    assert [part for kind, part in blocks if kind == "turn"] == ["Ian Adler @iadler · 3 May"]


@pytest.mark.parametrize("title", ["@iadler", "Ian Adler (@iadler)"])
def test_post_of_which_the_title_names_the_author(title: str) -> None:
    layout = read_layout(f"{title}\n\nThe dam leaks. I looked.", title)
    assert [block["kind"] for block in layout.blocks] == ["turn", "paragraph"]


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("PM speech at the dam: 3 May 2021", "speech"),
        ("PM speech in Selt was a mistake", "news"),
        ("Queen Speech on Dams Leaves Selt Cold", "news"),
        ("Council speech on Monday", "news"),
    ],
)
def test_an_office_and_its_speech_head_what_somebody_speaks(title: str, genre: str) -> None:
    assert (
        read_layout(f"{title}\n\nThank you all. I am glad. I saw the dam of Selt.\n\nMy father built it.", title).genre
        == genre
    )


def test_thread_whose_first_line_names_its_author() -> None:
    text = "Thread by @iadler (Ian Adler)\n\n1/ It leaks.\n\n2/ I looked."
    layout = read_layout(text, "Thread by @iadler (Ian Adler)")
    assert [block["kind"] for block in layout.blocks] == ["turn", "paragraph", "paragraph"]


def test_title_that_is_the_head_of_a_post() -> None:
    text = "Ian Adler @iadler It leaks.\n\nRhea Lind @rlind\nIt does not.\n\nIan Adler @iadler\nI looked."
    layout = read_layout(text, "Ian Adler @iadler It leaks.")
    assert [text[b["start"] : b["end"]] for b in layout.blocks[:2]] == ["Ian Adler @iadler", "It leaks."]
    assert layout.blocks[0]["kind"] == "turn"


def test_headline_with_a_handle_above_news_stays() -> None:
    assert read_layout("Divers turn on @iadler\n\nThe dam leaks.\n\nIt was built in 1961.").blocks[0]["kind"] == "title"


def test_words_right_below_a_label_are_no_heading() -> None:
    text = "Dam Street\n\nIan Adler\nIt leaks\n\nRhea Lind\nIt does not. I looked.\n\nIan Adler\nTold you"
    _, blocks = read(text)
    assert [part for kind, part in blocks if kind == "paragraph"] == ["It leaks", "It does not. I looked.", "Told you"]


def test_names_that_take_turns_are_labels() -> None:
    text = "The dam\n\nAdler: Does it leak?\n\nLind: It does.\n\nAdler: Since when?\n\nLind: Since May."
    assert read(text)[0] == "transcript"


def test_items_in_capitals_are_no_turns() -> None:
    text = "Morning\n\nDAM NEWS: It leaks since May.\n\nROAD NEWS: The road is shut.\n\nBIRTHDAYS: Ana Lind, 50."
    assert read(text)[0] == "news"
    numbered = "Morning\n\n1. DAM NEWS\n\nIt leaks.\n\n2. ROAD NEWS\n\nIt is shut.\n\n3. BIRTHDAYS\n\nAna Lind."
    assert read(numbered)[0] == "news"


def test_labels_of_quotations_open_no_turns() -> None:
    text = "The dam\n\n@adler: “It leaks.”\n\nSelt Post (Norvane): “It holds.”\n\n@lind: “It stinks.”\n\nNobody came."
    assert read(text) == ("news", [("paragraph", line) for line in text.split("\n\n")[1:]])


def test_record_of_two_long_speeches() -> None:
    speech = "\n\n".join(["We looked at the dam."] * 9)
    text = f"General debate\n\nThe Acting President: Begin.\n\nMr. Lind-Aho (Selt): {speech}"
    genre, blocks = read(text)
    assert genre == "transcript"
    assert [part for kind, part in blocks if kind == "turn"] == ["The Acting President:", "Mr. Lind-Aho (Selt):"]


def test_label_that_opens_lines_elsewhere_opens_a_turn_within_one() -> None:
    text = "Briefing\n\nSpokesperson: It leaks.\n\nQuestion: Why? Spokesperson: Water."
    assert [part for kind, part in read(text)[1] if kind == "turn"] == ["Spokesperson:", "Spokesperson:"]


@pytest.mark.parametrize("line", ["Disclaimer: This record is provisional.", "Related: The dam in pictures"])
def test_lines_of_the_page_are_no_turns(line: str) -> None:
    text = f"Briefing\n\nMR. ADLER: It leaks.\n\nQUESTION: Why?\n\nMR. ADLER: Water.\n\n{line}"
    assert read(text)[1][-1][0] in ("note", "promotion")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lind: dam stays\n\nLind: “It leaks.”\n\nThe mayor left. Nobody answered.", id="one label"),
        pytest.param("Statement by Lind angers Selt\n\nThe mayor said it leaks.\n\nHe said so on Friday.", id="report"),
        pytest.param("Dam stays\n\nSELT: The dam stays, Lind said.\n\nIt was built in 1960.", id="dateline"),
    ],
)
def test_news_stays_news(text: str) -> None:
    assert read(text)[0] == "news"


def test_a_genre_that_is_stated_wins() -> None:
    briefing = "The dam\n\nMR. ADLER: It leaks.\n\nQUESTION: Why?"
    layout = read_layout(briefing, "The dam", genre="news")
    assert layout.genre == "news"
    assert "turn" not in {block["kind"] for block in layout.blocks}
    assert read_layout("The dam\n\nLind: It leaks.\n\nA pause.", "The dam", genre="transcript").genre == "transcript"


def test_a_transcript_titled_by_what_was_said_keeps_its_title() -> None:
    text = "'One flag is too few', she says\n\nQ: Why?\n\nA: There is room for more."
    assert read_layout(text, text.partition("\n\n")[0]).blocks[0]["kind"] == "title"


def test_a_letter_to_the_editor_is_labelled_not_headed() -> None:
    text = "Letter: Lists are drawn up by those who hold the pencil\n\nWe in Selt hold none.\n\nWe never did."
    layout = read_layout(text, text.partition("\n\n")[0])
    assert [block["kind"] for block in layout.blocks[:2]] == ["label", "title"]


def test_one_label_above_a_speech_is_its_speaker() -> None:
    genre, blocks = read("COUNCIL\n\nMs Ana LIND (Selt): Mr President, I looked.\n\nMy dam leaks. I thank the Council.")
    assert genre == "transcript"
    assert blocks[0] == ("turn", "Ms Ana LIND (Selt):")


def test_one_label_within_a_report_is_none() -> None:
    assert read("The dam\n\nIt leaks.\n\nMs Ana LIND (Selt): I looked at my dam.\n\nIt was built in 1961.")[0] == "news"


def test_place_behind_a_sign_is_no_author_of_a_post() -> None:
    assert read_layout("Jazz Nights @SeltQuay\n\nThe band plays at nine.").genre == "news"


@pytest.mark.parametrize("time", ["\n2 hours ago", " · 2h ago"])
def test_headlines_with_a_time_are_no_posts(time: str) -> None:
    assert (
        read(f"The dam\n\nThree dead at dam{time}\n\nIt leaks.\n\nDivers look again{time}\n\nIt does not.")[0] == "news"
    )


@pytest.mark.parametrize("place", ["KARRAN", "PORT KARRAN"])
def test_dateline_above_a_text_in_the_first_person_is_no_speaker(place: str) -> None:
    genre, blocks = read(f"The dam\n\n{place}: I looked at my dam.\n\nWe left. I held my lamp.")
    assert genre == "news"
    assert blocks[0] == ("dateline", f"{place}:")


def test_office_in_capitals_above_a_speech_is_its_speaker() -> None:
    assert read("The dam\n\nPRIME MINISTER: I looked at my dam.\n\nWe left. I held my lamp.")[0] == "transcript"


@pytest.mark.parametrize("title", ["What I saw at a speech by Ana Lind", "Why Selt heeds the message of Ana Lind"])
def test_essays_on_speeches_in_the_first_person_are_none(title: str) -> None:
    assert read(f"{title}\n\nI looked at my dam.\n\nWe left. I held my lamp.")[0] == "news"
