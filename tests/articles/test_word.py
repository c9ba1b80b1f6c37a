"""Word documents as their reader sees them: changes accepted, controls and links with their text, cells once."""

import io
import zipfile

import pytest

from rejoinder.articles.documents import read_docx
from rejoinder.articles.word import count_notes, read_word_paragraphs
from rejoinder.zipped import ZipBombError
from tests.support.article_files import word_xml


def read(body: str) -> list[str]:
    return [text for _, text in read_word_paragraphs(word_xml(body))]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{{{text}}}</w:p></w:tc>"


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        pytest.param("{They did }<w:ins>{not }</w:ins>{sail.}", "They did not sail.", id="insertion"),
        pytest.param(
            "{They did }<w:del><w:r><w:delText>not </w:delText></w:r></w:del>{sail.}", "They did sail.", id="deletion"
        ),
        pytest.param("<w:moveFrom>{Here. }</w:moveFrom>{There.}", "There.", id="moved away"),
        pytest.param("{There. }<w:moveTo>{Here.}</w:moveTo>", "There. Here.", id="moved here"),
        pytest.param(
            "{On }<w:sdt><w:sdtContent>{Monday}</w:sdtContent></w:sdt>{ night}", "On Monday night", id="content control"
        ),
        pytest.param(
            "{On Monday}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{Click here}</w:sdtContent></w:sdt>",
            "On Monday",
            id="content control that nobody filled in",
        ),
        pytest.param("{In }<w:smartTag><w:smartTag>{Orrel}</w:smartTag></w:smartTag>{.}", "In Orrel.", id="smart tags"),
        pytest.param("{The }<w:hyperlink>{ban}</w:hyperlink>{ stays.}", "The ban stays.", id="link"),
        pytest.param("{Page }<w:fldSimple>{four}</w:fldSimple>", "Page four", id="field"),
        pytest.param("{One}<w:r><w:br/></w:r>{two}<w:r><w:noBreakHyphen/></w:r>{way}", "One\ntwo-way", id="signs"),
    ],
)
def test_a_paragraph_has_the_text_that_its_reader_sees(paragraph: str, text: str) -> None:
    assert read(f"<w:p>{paragraph}</w:p>") == [text]


def test_paragraphs_in_controls_and_insertions_are_read_in_order() -> None:
    body = (
        "<w:p>{One.}</w:p><w:sdt><w:sdtContent><w:p>{Two.}</w:p></w:sdtContent></w:sdt>"
        "<w:customXml><w:p>{Three.}</w:p></w:customXml>"
    )
    assert read(body) == ["One.", "Two.", "Three."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{They sailed }</w:p><w:p>{home.}</w:p><w:p>{All did.}</w:p>"
    assert read(body) == ["They sailed home.", "All did."]


def test_a_merged_cell_is_read_once() -> None:
    restart = '<w:vMerge w:val="restart"/>'
    rows = (
        f"<w:tr>{cell('Port', '<w:gridSpan/>')}{cell('Ships')}</w:tr>"
        f"<w:tr>{cell('Orrel', restart)}{cell('East')}{cell('12')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('West')}{cell('9')}</w:tr>"
    )
    assert read(f"<w:tbl>{rows}</w:tbl>") == ["Port Ships", "Orrel East 12", "West 9"]


def test_a_deleted_row_is_left_out_and_a_row_of_one_filled_cell_is_its_paragraphs() -> None:
    rows = (
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('Old')}</w:tr>"
        f"<w:tr>{cell('')}<w:tc><w:p>{{One.}}</w:p><w:tbl><w:tr>{cell('Two.')}</w:tr></w:tbl></w:tc></w:tr>"
    )
    assert read(f"<w:tbl>{rows}</w:tbl>") == ["One.", "Two."]


def test_text_boxes_are_read_once_below_their_paragraph() -> None:
    box = "<w:txbxContent><w:p>{We sail.}</w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    copies = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    copies = f"<mc:AlternateContent {compatible}>{copies}</mc:AlternateContent>"
    assert read(f"<w:p>{{They sailed.}}<w:r>{copies}</w:r></w:p><w:p>{{All did.}}</w:p>") == [
        "They sailed.", "We sail.", "All did.",
    ]  # fmt: skip


def test_footnotes_are_counted_without_the_rules_above_them() -> None:
    buffer = io.BytesIO(word_xml("<w:p>{They sailed.}</w:p>"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            '<w:footnotes><w:footnote w:type="separator"/><w:footnote w:id="1">At dawn.</w:footnote></w:footnotes>',
        )
    assert count_notes(buffer.getvalue()) == 1
    notes = read_docx(buffer.getvalue(), None).notes
    assert notes == (("notes", "1 footnote(s) or endnote(s) are not read; put what is to be coded into the text"),)


def test_a_document_that_unpacks_to_far_more_than_any_text_is_not_unpacked() -> None:
    with pytest.raises(ZipBombError, match=r"word/document\.xml would unpack from \d+ to \d+ bytes"):
        read("<w:p>{x}</w:p>" * 200_000)
