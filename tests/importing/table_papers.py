"""Papers whose head or turns are a table, written once and laid out as a web page, a Word document and, where
no cell spans others, a text.

What a clerk would record stands beside each and was written down before it was read. A turn is
「path to its item | label | words」, who attended 「kind name/role」.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from docx.document import Document

from .papers import docx_of


@dataclass(frozen=True)
class Of:
    """A cell that spans columns or rows, or is a head."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


Row = Sequence[str | Of]


@dataclass(frozen=True)
class Paper:
    """Lines above a table, the table's rows, lines below it, and what is expected of the record."""

    above: tuple[str, ...]
    rows: tuple[Row, ...]
    below: tuple[str, ...] = ()
    header: dict[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)


def _of(cell: str | Of) -> Of:
    return cell if isinstance(cell, Of) else Of(cell)


def as_page(paper: Paper) -> bytes:
    """The paper as a web page."""
    rows = "".join(f"<tr>{''.join(map(_tag, row))}</tr>" for row in paper.rows)
    above, below = ("".join(f"<p>{escape(text)}</p>" for text in part) for part in (paper.above, paper.below))
    return f"<html><body>{above}<table>{rows}</table>{below}</body></html>".encode()


def _tag(cell: str | Of) -> str:
    one = _of(cell)
    name = "th" if one.head else "td"
    text = escape(one.text).replace("\n", "<br>")
    return f'<{name} colspan="{one.columns}" rowspan="{one.rows}">{text}</{name}>'


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document; each line of a cell is a paragraph."""

    def write(document: Document) -> None:
        for text in paper.above:
            document.add_paragraph(text)
        width = sum(_of(cell).columns for cell in paper.rows[0])
        table = document.add_table(rows=len(paper.rows), cols=width)
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(paper.rows):
            column = 0
            for one in map(_of, row):
                while (at, column) in taken:
                    column += 1
                places = [(at + y, column + x) for y in range(one.rows) for x in range(one.columns)]
                cell = table.cell(at, column).merge(table.cell(*places[-1]))
                cell.text, *others = one.text.split("\n")
                for text in others:
                    cell.add_paragraph(text)
                taken.update(places)
        for text in paper.below:
            document.add_paragraph(text)

    return docx_of(write)


def as_text(paper: Paper, bar: str = "\t") -> bytes | None:
    """The paper as a text with bars between cells; None where a cell spans others or has several lines."""
    cells = [_of(cell) for row in paper.rows for cell in row]
    if any("\n" in one.text or one.columns > 1 or one.rows > 1 for one in cells):
        return None
    rows = [bar.join(_of(cell).text for cell in row) for row in paper.rows]
    return "\n".join([*paper.above, "", *rows, "", *paper.below]).encode()


HEAD = (
    "令和６年度第３回ときわぎ町環境審議会会議録",
    "日時　令和６年１０月８日（火）午後１時から２時まで",
    "場所　ときわぎ町役場",
)
SPOKEN = ("会長：始めます。", "沢田委員：川の水を伺います。", "会長：終わります。")
TURNS = ("?|会長|始めます。", "?|沢田委員|川の水を伺います。", "?|会長|終わります。")

TABLES = {
    "fields beside each other that no list has": Paper(
        ("令和６年度第３回ときわぎ町環境審議会会議録",),
        (
            ("日時", "令和６年１０月８日（火）", "場所", "ときわぎ町役場"),
            ("司会", "環境課長", "書き手", "環境課　平"),
            ("会議の公開", "公開", "申込先", "環境課"),
        ),
        ("会議の内容", *SPOKEN),
        header={
            "日時": "令和６年１０月８日（火）",
            "場所": "ときわぎ町役場",
            "書き手": "環境課　平",
            "申込先": "環境課",
        },
        turns=TURNS,
    ),
    "people with marks": Paper(
        (*HEAD, "出席者"),
        (
            ("役職", "氏名", "所属", "出欠"),
            ("会長", "沢田　敏", "大学", "○"),
            ("委員", "樋口　梢", "商工会", "×"),
            ("委員", "真田　学", "公募", "○"),
        ),
        ("会議の内容", *SPOKEN),
        people=("present 沢田 敏/会長", "absent 樋口 梢/委員", "present 真田 学/委員"),
        turns=TURNS,
    ),
    "turns of speakers whom only their column makes known": Paper(
        HEAD,
        (
            (Of("発言者", head=True), Of("意見・質問等", head=True)),
            ("沢田", "始めます。"),
            ("婦人会", "ごみの袋は小さくできますか。"),
            ("担当", "四月から小さい袋も売ります。"),
            ("沢田", "終わります。"),
        ),
        turns=(
            "?|沢田|始めます。",
            "?|婦人会|ごみの袋は小さくできますか。",
            "?|担当|四月から小さい袋も売ります。",
            "?|沢田|終わります。",
        ),
    ),
    "turns without a head in cells of several lines": Paper(
        HEAD,
        (
            ("沢田会長", "資料の説明を願います。"),
            ("環境課", "三つの案があります。\n案１　今のまま\n案２　週に一度減らす\n案２がよいと考えます。"),
            ("樋口", "案２でよいと思います。"),
            ("沢田会長", "異議がないので決めます。"),
        ),
        turns=(
            "?|沢田会長|資料の説明を願います。",
            "?|環境課|三つの案があります。\n案１　今のまま\n案２　週に一度減らす\n案２がよいと考えます。",
            "?|樋口|案２でよいと思います。",
            "?|沢田会長|異議がないので決めます。",
        ),
    ),
    "numbered questions and answers": Paper(
        HEAD,
        (
            ("番号", "質問", "回答"),
            ("1", "袋は変わりますか。", "変わりません。"),
            ("2", "収集の日は増えますか。", "増やす案を考えています。"),
        ),
        turns=(
            "?|質問|袋は変わりますか。",
            "?|回答|変わりません。",
            "?|質問|収集の日は増えますか。",
            "?|回答|増やす案を考えています。",
        ),
    ),
    "items that span the rows of their turns": Paper(
        HEAD,
        (
            ("項目", "発言者", "発言内容"),
            (Of("計画の見直し\nについて", 1, 2), "会長", "説明を願います。"),
            ("環境課", "目標を二つ足します。\nどちらも水についてです。"),
            (Of("その他", 1, 2), "沢田委員", "次回はいつですか。"),
            ("環境課", "一月です。"),
        ),
        agenda=("計画の見直しについて", "その他"),
        turns=(
            "0|会長|説明を願います。",
            "0|環境課|目標を二つ足します。\nどちらも水についてです。",
            "1|沢田委員|次回はいつですか。",
            "1|環境課|一月です。",
        ),
    ),
}

MORE_TABLES = {
    "names over their values": Paper(
        ("令和６年度第２回しおさい町港湾協議会　議事録",),
        (
            ("日時", "場所", "出席者", "傍聴者"),
            (
                "令和６年６月５日（水）\n午後３時～４時",
                "しおさい町港会館",
                "会長　磯部　敬\n委員　灘　香織",
                "なし",
            ),
        ),
        ("会議の内容", *SPOKEN),
        header={"日時": "令和６年６月５日（水）\n午後３時～４時", "場所": "しおさい町港会館"},
        people=("present 磯部 敬/会長", "present 灘 香織/委員"),
        turns=TURNS,
        facts={"date": "2024-06-05", "start": "15:00", "end": "16:00", "place": "しおさい町港会館"},
    ),
    "members and staff beside each other": Paper(
        ("会議録",),
        (
            ("会議の名称", Of("令和６年度第１回かざみ市緑化審議会", 3)),
            ("日時", Of("令和６年７月９日（火）１０時～１１時", 3)),
            ("委員", "会長　平田　潔\n委員　宮本　葵", "事務局", "緑政課長　古賀\n主査　金沢"),
            (
                "内容",
                Of(
                    "会長：始めます。\n緑政課長：木を百本植えます。\n宮本委員：どこですか。\n緑政課長：川沿いです。",
                    3,
                ),
            ),
        ),
        header={"委員": "会長　平田　潔\n委員　宮本　葵", "事務局": "緑政課長　古賀\n主査　金沢"},
        people=("present 平田 潔/会長", "present 宮本 葵/委員"),
        turns=(
            "?|会長|始めます。",
            "?|緑政課長|木を百本植えます。",
            "?|宮本委員|どこですか。",
            "?|緑政課長|川沿いです。",
        ),
        facts={"date": "2024-07-09"},
    ),
    "opinions of members and answers of the office": Paper(
        HEAD,
        (
            ("No.", "委員からの意見", "事務局からの回答"),
            ("1", "看板を増やしてほしい。", "二か所に立てます。"),
            ("2", "予算は足りるか。\n国の補助は使えるか。", "足ります。\n補助も申し込みます。"),
        ),
        turns=(
            "?|委員からの意見|看板を増やしてほしい。",
            "?|事務局からの回答|二か所に立てます。",
            "?|委員からの意見|予算は足りるか。\n国の補助は使えるか。",
            "?|事務局からの回答|足ります。\n補助も申し込みます。",
        ),
    ),
    "items and outcomes in rows of the form": Paper(
        ("会議結果のお知らせ",),
        (
            ("会議名", "第５回はつかり町文化財保護審議会"),
            ("日時", "令和６年１２月３日（火）午後２時～３時"),
            ("出席者", "委員６名"),
            ("議題", "結果"),
            ("古民家の指定について", "指定することとした。"),
            ("標柱の書き換えについて", "次回に続けて審議する。"),
            ("傍聴者", "１人"),
        ),
        agenda=("古民家の指定について", "標柱の書き換えについて"),
        facts={"date": "2024-12-03", "observers": 1},
    ),
    "a field that no list has holds the record": Paper(
        ("しののめ村むらづくり座談会の記録",),
        (
            ("いつ", Of("令和６年９月１日（日）", 3)),
            ("場所", Of("しののめ村公民館", 3)),
            ("参加者", Of("村民２０名", 3)),
            (
                "やりとり",
                Of("村長：お集まりいただき感謝します。\n村民：バスを増やしてください。\n村長：考えます。", 3),
            ),
            ("次回", Of("十月の予定", 3)),
        ),
        header={"いつ": "令和６年９月１日（日）", "場所": "しののめ村公民館", "次回": "十月の予定"},
        turns=(
            "?|村長|お集まりいただき感謝します。",
            "?|村民|バスを増やしてください。",
            "?|村長|考えます。",
        ),
    ),
    "parts of the form named at the side": Paper(
        ("議事録（様式１）",),
        (
            (Of("会議の\n概要", 1, 3), "会議名", "令和６年度第２回まきば町農業振興協議会"),
            ("日時", "令和６年１０月２２日（火）午前９時～１０時"),
            ("場所", "まきば町役場"),
            (Of("出席", 1, 2), "委員", "会長　牧　真一、委員　堤　ゆき"),
            ("事務局", "農林課長　岸　浩"),
            (
                "議事内容",
                Of("会長：始めます。\n農林課長：牛の頭数は前の年と同じです。\n堤委員：分かりました。", 2),
            ),
        ),
        header={"会議名": "令和６年度第２回まきば町農業振興協議会", "場所": "まきば町役場"},
        people=("present 牧 真一/会長", "present 堤 ゆき/委員"),
        turns=(
            "?|会長|始めます。",
            "?|農林課長|牛の頭数は前の年と同じです。",
            "?|堤委員|分かりました。",
        ),
        facts={"date": "2024-10-22", "start": "09:00", "place": "まきば町役場"},
    ),
    "a column that no list has beside the turns": Paper(
        HEAD,
        (
            ("時刻", "発言者", "発言内容"),
            ("13:00", "会長", "始めます。"),
            ("13:05", "環境課", "案は三つです。\n順に説明します。"),
            ("13:20", "沢田委員", "二つ目がよいです。"),
        ),
        turns=(
            "?|会長|始めます。",
            "?|環境課|案は三つです。\n順に説明します。",
            "?|沢田委員|二つ目がよいです。",
        ),
    ),
    "a word of the business across a table of turns": Paper(
        HEAD,
        (
            ("発言者", "発言内容"),
            ("会長", "始めます。"),
            (Of("（異議なし）", 2),),
            ("会長", "決めます。\n次に移ります。"),
            ("次回", "令和７年１月"),
        ),
        turns=("?|会長|始めます。", "?|会長|決めます。\n次に移ります。"),
        header={"次回": "令和７年１月"},
    ),
}
