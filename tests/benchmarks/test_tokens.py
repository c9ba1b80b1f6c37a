"""The scorer of words and sentences' ends, on worked examples."""

from benchmarks.tokens import FILE, count_paragraph, read_paragraphs, report, show
from rejoinder.parser import ParseRow

HEADINGS = read_paragraphs(
    '# A comment.\n\n# [plain]\n\nIt|\'s so|.\nNo|.\n\nYes|.\n\n# [signs]\n\n"|Go|!|" he said|.\n'
)


def test_lines_are_sentences_and_bars_part_words() -> None:
    assert {name: [p.text for p in paragraphs] for name, paragraphs in HEADINGS.items()} == {
        "plain": ["It's so. No.", "Yes."],
        "signs": ['"Go!" he said.'],
    }
    paragraph = HEADINGS["plain"][0]
    words = [[paragraph.text[slice(*span)] for span in sentence] for sentence in paragraph.sentences]
    assert words == [["It", "'s", "so", "."], ["No", "."]]


def test_the_end_of_a_paragraph_counts_for_nothing() -> None:
    paragraph = HEADINGS["plain"][0]
    spans = [span for sentence in paragraph.sentences for span in sentence]
    one_sentence: list[ParseRow] = [
        {
            "article_id": "a", "sent_id": 1, "block": 0, "token_id": n, "form": "x", "lemma": "x", "upos": "X",
            "xpos": "X", "feats": "_", "head": 0, "deprel": "root", "start": start, "end": end, "mwt": 1,
        }
        for n, (start, end) in enumerate(spans, 1)
    ]  # fmt: skip
    assert count_paragraph(paragraph, one_sentence) == [6, 6, 6, 0, 0, 1]
    assert next(report([[6, 6, 6, 0, 0, 1]])).startswith("  words            F1 1.000")
    assert show(paragraph.text, one_sentence) == "It|'s so|. No|."


def test_the_file_has_two_hundred_sentences_half_of_them_plain() -> None:
    sizes = {name: sum(len(p.sentences) for p in part) for name, part in read_paragraphs(FILE.read_text()).items()}
    assert sizes == {"phenomena": 135, "plain": 87}
