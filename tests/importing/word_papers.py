"""Papers of first_sight/ that are Word documents, written as a town hall's form lays them out."""

from collections.abc import Callable, Sequence

from docx.document import Document


def _merged_head(d: Document) -> None:
    """A head whose cells are merged, a list that Word counts, turns as rows of two cells."""
    d.add_paragraph("令和６年度第２回とうげ町学校給食運営委員会会議録")
    head = d.add_table(rows=5, cols=4)
    rows = (
        ("日時", "令和６年８月２３日（金）", "時間", "午後３時～午後４時５分"),
        ("場所", "とうげ町学校給食センター　会議室", None, None),
        ("出席者", "委員７名、所長、栄養教諭", None, None),
        ("会議の公開", "公開", "傍聴者", "なし"),
        ("会議資料", "資料１　実施状況", None, None),
    )
    for row, cells in zip(head.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            if text is not None:
                cell.text = text
        if cells[2] is None:
            row.cells[1].merge(row.cells[3])
    d.add_paragraph("議題")
    for item in ("一学期の給食の実施状況について", "食物アレルギーへの対応について"):
        d.add_paragraph(item, style="List Number")
    d.add_paragraph("議事")
    said = (
        ("委員長", "ただいまから開会します。一つ目の議題をお願いします。"),
        ("所長", "残した量は前の年より減りました。"),
        ("保護者代表", "献立の写真を載せてほしいです。"),
        ("所長", "町のページに載せます。"),
        ("委員長", "二つ目の議題をお願いします。"),
        ("栄養教諭", "卵を使わない日を週に一日設けます。"),
        ("委員長", "以上で閉会します。"),
    )
    _table(d, said)


def _headings_and_tabs(d: Document) -> None:
    """Items as headings, speakers before a tab."""
    d.add_heading("第５回はまかぜ市空家等対策協議会　議事録", 0)
    for line in (
        "日時\t令和５年２月８日（水）午後１時３０分から午後３時１０分まで",
        "場所\tはまかぜ市役所　東庁舎　会議室１",
        "出席者\t委員９人、住宅課３人",
    ):
        d.add_paragraph(line)
    d.add_heading("１　特定空家等の認定について", 1)
    for line in (
        "会長\tそれでは始めます。説明を願います。",
        "住宅課\t対象は三件です。いずれも屋根が落ちています。",
        "弁護士\t持ち主とは連絡がつきますか。",
        "住宅課\t二件はつきました。",
    ):
        d.add_paragraph(line)
    d.add_heading("２　空家の利活用について", 1)
    for line in (
        "住宅課\t移り住む方への補助を続けます。",
        "建築士\t直す費用の目安を示すとよいです。",
        "会長\tそのようにしてください。",
    ):
        d.add_paragraph(line)


_CLEANING = (
    "１　前年度の事業報告について",
    "事務局：資料１で説明した。",
    "Ａ委員：拾う日を増やせないか。",
    "事務局：秋にもう一日加える。",
    "２　ごみの分け方の変更について",
    "事務局：十月から分け方を一つ減らす。",
    "Ｂ委員：知らせる紙は絵を多くしてほしい。",
    "会長：そのように頼む。",
)


def _form_in_cells(d: Document) -> None:
    """A form whose cells hold everything, the turns too."""
    d.add_paragraph("会議記録")
    rows = (
        ("会議の名称", "令和４年度第１回つきのわ市環境美化推進協議会"),
        ("開催日時", "令和４年５月１７日（火）\n１４時～１５時２０分"),
        ("開催場所", "つきのわ市清掃センター　見学ホール"),
        ("出席者", "委　員：１１名\n事務局：環境課長、係長"),
        ("議　題", "１　前年度の事業報告について\n２　ごみの分け方の変更について"),
        (
            "会議の内容",
            "\n".join(_CLEANING),
        ),
        ("担当課", "環境課"),
    )
    _table(d, rows)


def _table(d: Document, rows: Sequence[tuple[str, str]]) -> None:
    table = d.add_table(rows=len(rows), cols=2)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


WRITERS: dict[str, Callable[[Document], None]] = {
    "docx-merged-head-rows-of-turns": _merged_head,
    "docx-headings-and-tabs": _headings_and_tabs,
    "docx-form-all-in-cells": _form_in_cells,
}
