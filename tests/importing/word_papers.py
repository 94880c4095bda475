"""Papers of first_sight/ that are Word documents, written as a town hall's form lays them out."""

from collections.abc import Callable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION_START
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table


def _merged_head(d: Document) -> None:
    """A head whose cells are merged, a list that Word counts, turns as rows of two cells."""
    d.add_paragraph("令和６年度第２回とうげ町学校給食運営委員会会議録")
    rows = (
        ("日時", "令和６年８月２３日（金）", "時間", "午後３時～午後４時５分"),
        ("場所", "とうげ町学校給食センター　会議室", None, None),
        ("出席者", "委員７名、所長、栄養教諭", None, None),
        ("会議の公開", "公開", "傍聴者", "なし"),
        ("会議資料", "資料１　実施状況", None, None),
    )
    table_of(d, rows)
    d.add_paragraph("議題")
    for item in ("一学期の給食の実施状況について", "食物アレルギーへの対応について"):
        d.add_paragraph(item, style="List Number")
    d.add_paragraph("議事")
    spoken = (
        ("委員長", "ただいまから開会します。一つ目の議題をお願いします。"),
        ("所長", "残した量は前の年より減りました。"),
        ("保護者代表", "献立の写真を載せてほしいです。"),
        ("所長", "町のページに載せます。"),
        ("委員長", "二つ目の議題をお願いします。"),
        ("栄養教諭", "卵を使わない日を週に一日設けます。"),
        ("委員長", "以上で閉会します。"),
    )
    table_of(d, spoken)


def _headings_and_tabs(d: Document) -> None:
    """Items as headings, speakers before a tab."""
    d.add_heading("第５回はまかぜ市空家等対策協議会　議事録", 0)
    paragraphs(
        d,
        (
            "日時\t令和５年２月８日（水）午後１時３０分から午後３時１０分まで",
            "場所\tはまかぜ市役所　東庁舎　会議室１",
            "出席者\t委員９人、住宅課３人",
        ),
    )
    d.add_heading("１　特定空家等の認定について", 1)
    paragraphs(
        d,
        (
            "会長\tそれでは始めます。説明を願います。",
            "住宅課\t対象は三件です。いずれも屋根が落ちています。",
            "弁護士\t持ち主とは連絡がつきますか。",
            "住宅課\t二件はつきました。",
        ),
    )
    d.add_heading("２　空家の利活用について", 1)
    paragraphs(
        d,
        (
            "住宅課\t移り住む方への補助を続けます。",
            "建築士\t直す費用の目安を示すとよいです。",
            "会長\tそのようにしてください。",
        ),
    )


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
    table_of(d, rows)


_BOXED = (
    '<w:r {w} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def _title_box(d: Document, lines: Sequence[str]) -> None:
    """A title in a text box that hangs on an empty paragraph, in Word's new form and its old one."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    box = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    d.add_paragraph()._p.append(parse_xml(_BOXED.format(w=nsdecls("w"), box=box)))


_PRESENT = (
    "会長　内海　朋子（司法書士会）、副会長　加瀬　昇（自治会連合会）、"
    "峰岸　守（建築士会）、田所　ミチ（公募）"
)


def _one_form(d: Document) -> None:
    """Everything in one form: merged cells, the turns as rows of two cells in it, the title in a text box."""
    d.sections[0].header.paragraphs[0].text = "すずかけ市空家等対策協議会"
    d.sections[0].footer.paragraphs[0].text = "1"
    _title_box(d, ["第９回すずかけ市空家等対策協議会", "議　事　録"])
    rows = (
        ("日　時", "令和６年９月３日（火）", "午後１時３０分～３時１５分"),
        ("場　所", "すずかけ市民センター　中会議室", None),
        ("出席者", "委員", _PRESENT),
        ("", "事務局", "建設部　部長　宇野　正人\n建築住宅課　課長　根岸　康、主査　小泉　愛"),
        ("欠席者", "塚本　和則（宅地建物取引業協会）", None),
        ("議　題", "議題１　特定空家等の判断について\n議題２　解体費の補助について", None),
        ("公　開", "公開（傍聴者　なし）", None),
        ("発言者", "発言内容", None),
        ("会　長", "それでは議題１に入ります。", None),
        (
            "建築住宅課長",
            "判断の表を作りました。百点を超えるものを特定空家等とします。\n点の付け方は次のとおりです。",
            None,
        ),
        ("峰岸委員", "柱の傾きの点が低いと思います。", None),
        ("建築住宅課長", "二十点に改めます。", None),
        ("会　長", "次に議題２です。", None),
        ("小泉主査", "上限を五十万円とします。", None),
        ("田所委員", "申し込みはいつからですか。", None),
        ("小泉主査", "四月からです。", None),
        ("会　長", "これで終わります。", None),
    )
    table = table_of(d, rows)
    table.cell(2, 0).merge(table.cell(3, 0))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _changed_turn() -> Any:
    """A turn whose label has ruby and whose words were changed with 変更履歴 on."""
    ruby = f"<w:r><w:ruby><w:rt>{_run('かしば')}</w:rt><w:rubyBase>{_run('香芝')}</w:rubyBase></w:ruby></w:r>"
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>二年生</w:delText></w:r></w:del>'
    put_in = f'<w:ins w:id="2" w:author="a">{_run("転入した子")}</w:ins>'
    turn = f"{_run('【')}{ruby}{_run('委員】　')}{gone}{put_in}{_run('にも配られますか。')}"
    return parse_xml(f"<w:p {nsdecls('w')}>{turn}</w:p>")


def _tabs_and_breaks(d: Document) -> None:
    """Tabs as columns, numbers by Word, soft breaks inside turns, ruby, tracked changes, a second section."""
    d.sections[0].header.paragraphs[0].text = "令和６年度第３回つばき町子ども読書活動推進会議"
    d.sections[0].footer.paragraphs[0].text = "- 1 -"
    d.add_paragraph("令和６年度第３回つばき町子ども読書活動推進会議　会議録")
    d.add_paragraph("日　時\t令和６年１２月４日（水）\n\t午前１０時～１１時３０分")
    d.add_paragraph("場　所\tつばき町立図書館　おはなしの部屋")
    d.add_paragraph("出席者\t会　長\t都築　百合\t\t副会長\t生駒　剛志")
    d.add_paragraph("\t委　員\t香芝　由美\t\t委　員\t桜井　満")
    d.add_paragraph("事務局\t図書館長\t葛城　史郎\t司書\t橿原　奈緒")
    d.add_paragraph("議　題")
    for item in ("読書通帳の配布について", "学校図書館との貸し借りについて"):
        d.add_paragraph(item, style="List Number")
    d.add_section(WD_SECTION_START.CONTINUOUS)
    d.add_paragraph("会議の内容")
    d.add_paragraph("１．読書通帳の配布について")
    paragraphs(
        d,
        (
            "【会長】　それでは一つ目の議題です。\n事務局から説明をお願いします。",
            "【事務局】　一年生の全員に配ります。\n印字は図書館の窓口で行います。",
        ),
    )
    d.paragraphs[-1]._p.addnext(_changed_turn())
    paragraphs(
        d,
        (
            "【事務局】　学校を通じて配ります。",
            "２．学校図書館との貸し借りについて",
            "【桜井委員】　本を運ぶのは誰ですか。",
            "【事務局】　月に二回、職員が車で回ります。",
            "【会長】　以上で終わります。",
        ),
    )


def _turns_with_item_rows(d: Document) -> None:
    """A head of four columns, then a table 発言者 | 発言要旨 with rows for the items across both cells."""
    d.add_paragraph("別記様式（第６条関係）")
    d.add_paragraph("会議結果報告書")
    rows = [
        ("会議の名称", "令和５年度第２回さつき市景観審議会", None, None),
        (
            "開催日時",
            "令和６年２月１５日（木）\n午後２時から午後３時２５分まで",
            "開催場所",
            "さつき市役所\n西館２階会議室",
        ),
        (
            "出席者",
            "（委員）　黒川会長、赤堀委員、青柳委員、白井委員\n（事務局）　都市計画課　茶屋課長、緑川係長",
            None,
            None,
        ),
        ("公開・非公開", "一部公開", "傍聴者数", "１人"),
        (
            "非公開の理由",
            "議題２は法人の利益を害するおそれがあるため（さつき市情報公開条例第７条第３号）",
            None,
            None,
        ),
        ("議題", "１　景観計画の変更について\n２　大規模建築物の届出について", None, None),
        ("会議資料", "資料１　変更の案\n資料２　届出の概要（非公開）", None, None),
    ]
    table_of(d, rows)
    d.add_paragraph("")
    spoken = [
        ("発言者", "発言要旨"),
        ("議題１　景観計画の変更について", None),
        ("黒川会長", "事務局に説明を求める。"),
        (
            "茶屋課長",
            "駅前の高さの限りを三十一メートルとする。\n・現在の建物は対象としない。\n・屋上の看板も高さに含める。",
        ),
        ("青柳委員", "看板の色も定めるべきである。"),
        ("緑川係長", "手引に載せる。"),
        ("議題２　大規模建築物の届出について", None),
        ("黒川会長", "ここからは公開しない。"),
        ("白井委員", "北側の緑を増やすよう求めたい。"),
    ]
    table_of(d, spoken)
    d.add_paragraph("所管課　都市計画課")


def _full_width_indents(d: Document) -> None:
    """Full-width indents everywhere, letter-spaced roles, seats, a programme in 第１, a place to sign."""
    paragraphs(
        d,
        (
            "令和６年第２回われもこう村農業委員会総会議事録",
            "",
            "１　開催日時　　令和６年２月２６日（月）　午後１時３０分から午後２時２０分",
            "２　開催場所　　われもこう村役場　委員会室",
            "３　出席委員　　（８人）",
            "　　　会　長　　１番　　安曇　　　登",
            "　　　委　員　　２番　　池田　美智子　　３番　　生坂　　　実",
            "４　欠席委員　　（１人）　４番　筑北　和夫",
            "５　議事日程",
            "　　　第１　　議事録署名委員の指名",
            "　　　第２　　議案第１号　農地法第３条の許可申請について",
            "　　　第３　　議案第２号　農用地利用集積計画の決定について",
            "６　農業委員会事務局職員　　事務局長　　麻績　健",
            "７　会議の概要",
        ),
    )
    for who, what in (
        (
            "議　　長",
            "ただいまから総会を開会します。日程第１、議事録署名委員の指名を行います。２番、３番の委員を指名します。",
        ),
        ("議　　長", "日程第２、議案第１号を議題とします。事務局の説明を求めます。"),
        ("事務局長", "譲り渡しの申請が二件です。いずれも要件を満たしています。"),
        ("２　　番", "一件目の土地は長く作られていませんが、作付けの予定はありますか。"),
        ("事務局長", "そばを作る計画です。"),
        ("議　　長", "ほかになければ採決します。賛成の方の挙手を求めます。"),
    ):
        d.add_paragraph(f"{who}　　{what}")
    d.add_paragraph("　　　　　（全員挙手）")
    for who, what in (
        ("議　　長", "全員賛成ですので、原案のとおり決定します。"),
        ("議　　長", "日程第３、議案第２号を議題とします。"),
        ("事務局長", "十二筆、一万八千平方メートルです。"),
        ("議　　長", "異議がありませんので、決定します。以上で閉会します。"),
    ):
        d.add_paragraph(f"{who}　　{what}")
    d.add_paragraph("")
    d.add_paragraph("　以上、会議の次第を記載し、その相違ないことを証するため署名する。")
    d.add_paragraph("　　令和６年２月２６日")
    d.add_paragraph("　　　　　議　長")
    d.add_paragraph("　　　　　署名委員")


def _nested_tables(d: Document) -> None:
    """A form whose last cell holds a table of turns; the sides of the table in merged cells."""
    d.add_paragraph("第１０回りんどう市史編さん委員会　議事概要")
    rows = [
        ("日　時", "令和７年１月２４日（金）１４：００～１５：５０"),
        ("場　所", "りんどう市立図書館　２階　郷土資料室"),
        (
            "出席者",
            "委員長：諏訪　清志\n委員：岡谷　洋一、下諏訪　照子\n事務局：文化財課　原課長",
        ),
        ("会議次第", "１　開会\n２　議事\n（１）通史編の目次について\n（２）写真の使用について\n３　閉会"),
        ("会議の内容", ""),
    ]
    cell = table_of(d, rows).rows[-1].cells[1]
    spoken = [
        ("（１）通史編の目次について", None),
        ("委員長", "目次の案について説明願います。"),
        ("事務局", "七章から成る案です。"),
        ("岡谷委員", "近い時代に頁を割いてください。"),
        ("（２）写真の使用について", None),
        ("事務局", "古い写真三百枚を使う許しを得ました。"),
        ("下諏訪委員", "写っている人の名は載せますか。"),
        ("事務局", "載せません。"),
    ]
    _fill(cell.add_table(rows=len(spoken), cols=2), spoken)


def _names_by_commas(d: Document) -> None:
    """A form whose cells hold the names by commas, over several paragraphs."""
    d.add_paragraph("令和６年度第３回つゆくさ町行財政改革推進委員会会議録")
    rows = (
        ("開催日時", "令和６年１０月２９日（火）　午前９時から午前１１時１０分まで"),
        ("開催場所", "つゆくさ町役場　第１会議室"),
        (
            "出席委員",
            (
                "朝比奈　徹委員長、五十嵐　文副委員長、\n"
                "梅津　力委員、江藤　さゆり委員、\n大須賀　昌委員、加納　直美委員"
            ),
        ),
        ("欠席委員", "日下　伸吾（町商工会）"),
        ("事務局", "総務課長　熊谷　定男　以下３名"),
        ("公開・非公開", "非公開"),
        ("非公開の理由", "率直な意見の交換が損なわれるおそれがあるため"),
        ("傍聴人の数", "０人"),
        ("議題", "１　取組の実績について\n２　公共施設の統合について"),
        ("会議資料", "資料１　取組の実績\n資料２　公共施設の一覧"),
    )
    table_of(d, rows)
    paragraphs(
        d,
        (
            "審議の内容",
            "１　取組の実績について",
            "（委員長）一つ目の議題について、説明をお願いします。",
            "（事務局）二十の取組のうち十六が目標に届きました。",
            "（委員）届かない四つは続けますか。",
            "（事務局）二つは改め、二つはやめます。",
            "２　公共施設の統合について",
            "（事務局）集会所を三つから一つにする案です。",
            "（委員長）地区の声をよく聞いてください。",
        ),
    )


def paragraphs(d: Document, lines: Sequence[str]) -> None:
    for line in lines:
        d.add_paragraph(line)


def table_of(d: Document, rows: Sequence[Sequence[str | None]]) -> Table:
    """A table of these rows; None is the rest of the cell before it."""
    return _fill(d.add_table(rows=len(rows), cols=len(rows[0])), rows)


def _fill(table: Table, rows: Sequence[Sequence[str | None]]) -> Table:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text or ""
        for at, text in enumerate(texts):
            if text is None:
                row.cells[at - 1].merge(row.cells[at])
    return table


WRITERS: dict[str, Callable[[Document], None]] = {
    "docx-merged-head-rows-of-turns": _merged_head,
    "docx-headings-and-tabs": _headings_and_tabs,
    "docx-form-all-in-cells": _form_in_cells,
    "docx-one-form-with-the-turns": _one_form,
    "docx-tabs-breaks-and-changes": _tabs_and_breaks,
    "docx-turns-with-rows-for-items": _turns_with_item_rows,
    "docx-full-width-indents": _full_width_indents,
    "docx-nested-tables": _nested_tables,
    "docx-form-of-names-by-commas": _names_by_commas,
}
