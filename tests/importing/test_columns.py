"""Tables of turns in Word documents: cells of several lines, items that stand once, facts below."""

from docx.document import Document

from meetings.importing import ParsedDocument, read_document

from .accounting import unaccounted
from .papers import docx_of

HEAD = ("第2回ことりの市防災会議　会議録", "日時　令和6年5月20日　午後2時から3時まで", "場所　ことりの市役所")


def document_of(*rows: tuple[str, ...]) -> ParsedDocument:
    def write(document: Document) -> None:
        for text in HEAD:
            document.add_paragraph(text)
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    document = read_document(docx_of(write), "kaigiroku.docx")
    assert unaccounted(document) == {}
    return document


def turns_of(document: ParsedDocument) -> list[tuple[int | None, str, str]]:
    return [(turn.item, turn.label, turn.text) for turn in document.meetings[0].turns]


def test_the_column_for_speakers_names_who_speaks() -> None:
    document = document_of(
        ("議題", "発言者", "発言内容"),
        ("備蓄について", "会長", "始めます。"),
        ("", "婦人会", "毛布が足りません。\n数を調べましたか。"),
        ("訓練について", "婦人会", "炊き出しをします。"),
    )
    assert [item.title for item in document.meetings[0].outline] == ["備蓄について", "訓練について"]
    assert turns_of(document) == [
        (0, "会長", "始めます。"),
        (0, "婦人会", "毛布が足りません。\n数を調べましたか。"),
        (1, "婦人会", "炊き出しをします。"),
    ]


def test_questions_and_answers_take_the_names_of_their_columns() -> None:
    document = document_of(
        ("番号", "質問", "回答"),
        ("1", "備蓄は足りますか。", "足りません。\n毎年増やします。"),
        ("2", "訓練は行いますか。\n夜にもしますか。", "します。"),
    )
    assert turns_of(document) == [
        (None, "質問", "備蓄は足りますか。"),
        (None, "回答", "足りません。\n毎年増やします。"),
        (None, "質問", "訓練は行いますか。\n夜にもしますか。"),
        (None, "回答", "します。"),
    ]


def test_a_fact_below_the_turns_of_a_table_is_no_turn() -> None:
    document = document_of(
        ("発言者", "発言内容"), ("会長", "始めます。"), ("婦人会", "賛成です。"), ("担当課", "危機管理課")
    )
    assert [label for _, label, _ in turns_of(document)] == ["会長", "婦人会"]
    assert document.meetings[0].department == "危機管理課"
