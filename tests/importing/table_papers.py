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


SPOTS = "十か所を点検した。\n１　見通しの悪い所　四か所\n２　線の薄い所　六か所\n三月までに直す。"

FORMS = {
    "groups beside a name that spans rows": Paper(
        ("会議録（様式第２号）",),
        (
            ("会議の名称", Of("令和６年度第２回あおばね市図書館協議会", 3)),
            (
                "開催日時",
                "令和６年７月４日（木）\n午前１０時から１１時３０分まで",
                "開催場所",
                "あおばね市立図書館\n集会室",
            ),
            (Of("出席者", 1, 3), "委員", Of("片桐　茂会長、野田　和子委員、早瀬　望委員", 2)),
            ("事務局", Of("図書館長　堀田　実、司書　宮下　杏", 2)),
            ("傍聴者", Of("２名", 2)),
            ("議題", Of("１　開館時間について\n２　移動図書館について", 3)),
            ("会議資料", Of("資料１　開館時間の案\n資料２　巡回の表", 3)),
            (
                "発言の内容",
                Of(
                    "１　開館時間について\n会長：説明をお願いします。\n館長：夜八時まで開ける案です。\n"
                    "土曜日は変えません。\n野田委員：賛成です。\n２　移動図書館について\n"
                    "早瀬委員：回る所を増やせますか。\n館長：二か所増やします。",
                    3,
                ),
            ),
            ("担当課", Of("生涯学習課", 3)),
        ),
        header={
            "会議の名称": "令和６年度第２回あおばね市図書館協議会",
            "開催日時": "令和６年７月４日（木）\n午前１０時から１１時３０分まで",
            "開催場所": "あおばね市立図書館\n集会室",
            "議題": "１　開館時間について\n２　移動図書館について",
            "会議資料": "資料１　開館時間の案\n資料２　巡回の表",
            "担当課": "生涯学習課",
        },
        people=("present 片桐 茂/会長", "present 野田 和子/委員", "present 早瀬 望/委員"),
        agenda=("開館時間について", "移動図書館について"),
        turns=(
            "0|会長|説明をお願いします。",
            "0|館長|夜八時まで開ける案です。\n土曜日は変えません。",
            "0|野田委員|賛成です。",
            "1|早瀬委員|回る所を増やせますか。",
            "1|館長|二か所増やします。",
        ),
        facts={"date": "2024-07-04", "start": "10:00", "end": "11:30", "department": "生涯学習課"},
    ),
    "the title and the body across the whole form": Paper(
        (),
        (
            (Of("会　議　録", 4),),
            ("会議名", Of("第３回しらかば町公園づくり懇談会", 3)),
            (
                "日　時",
                "令和５年９月１２日（火）\n１４：００～１５：１０",
                "場　所",
                "しらかば町役場\n第２会議室",
            ),
            ("進行役", "都市整備課長", "記録した人", "都市整備課　沼田"),
            ("出席者", Of("会長　久保　昭\n委員　相馬　薫\n委員　土屋　陽子", 3)),
            ("欠席者", Of("なし", 3)),
            ("議　題", Of("遊具の入れ替えについて", 3)),
            (Of("会議の経過", 4),),
            (
                Of(
                    "【久保会長】それでは始めます。\n【都市整備課長】古い遊具を三つ替えます。\n"
                    "【相馬委員】木の遊具がよいと思います。\n【都市整備課長】検討します。",
                    4,
                ),
            ),
        ),
        header={
            "会議名": "第３回しらかば町公園づくり懇談会",
            "日　時": "令和５年９月１２日（火）\n１４：００～１５：１０",
            "場　所": "しらかば町役場\n第２会議室",
            "進行役": "都市整備課長",
            "記録した人": "都市整備課　沼田",
        },
        people=(
            "present 都市整備課長",
            "present 久保 昭/会長",
            "present 相馬 薫/委員",
            "present 土屋 陽子/委員",
        ),
        agenda=("遊具の入れ替えについて",),
        turns=(
            "?|久保会長|それでは始めます。",
            "?|都市整備課長|古い遊具を三つ替えます。",
            "?|相馬委員|木の遊具がよいと思います。",
            "?|都市整備課長|検討します。",
        ),
        facts={"date": "2023-09-12", "start": "14:00", "end": "15:10"},
    ),
    "names too wide for their cells": Paper(
        ("別記様式",),
        (
            ("会議の\n名　称", Of("令和６年度第１回こだま市健康づくり推進協議会", 3)),
            (
                "開　催\n日　時",
                "令和６年５月２１日（火）午後２時～３時",
                "開　催\n場　所",
                "こだま市保健センター",
            ),
            ("公開・非公開\nの別", "公開", "傍聴人\nの数", "３人"),
            ("会議録の\n確かめ方", Of("会長が確かめる", 3)),
            ("議　題", Of("（１）健診の受診率について\n（２）その他", 3)),
            (
                "発言内容",
                Of(
                    "（１）健診の受診率について\n○会長　受診率の説明を願います。\n○健康課長　四割でした。\n"
                    "・男性　三割五分\n・女性　四割五分\n"
                    "○今井委員　働く人は受けにくいです。\n（２）その他\n○会長　終わります。",
                    3,
                ),
            ),
        ),
        header={
            "会議の名　称": "令和６年度第１回こだま市健康づくり推進協議会",
            "開　催日　時": "令和６年５月２１日（火）午後２時～３時",
            "開　催場　所": "こだま市保健センター",
            "会議録の確かめ方": "会長が確かめる",
        },
        agenda=("健診の受診率について", "その他"),
        turns=(
            "0|会長|受診率の説明を願います。",
            "0|健康課長|四割でした。\n・男性　三割五分\n・女性　四割五分",
            "0|今井委員|働く人は受けにくいです。",
            "1|会長|終わります。",
        ),
        facts={"date": "2024-05-21", "observers": 3, "openness": "公開", "place": "こだま市保健センター"},
    ),
    "turns in rows of the form": Paper(
        ("議事概要",),
        (
            ("名称", Of("令和５年度第４回みなかげ町交通安全対策会議", 3)),
            ("開催日", "令和６年２月９日（金）", "時間", "１０時～１１時"),
            ("場所", Of("みなかげ町民ホール", 3)),
            ("出席者", Of("委員８名、総務課２名", 3)),
            ("配布資料", Of("事故の件数の表", 3)),
            ("発言者", Of("発言の要旨", 3)),
            (Of("１　通学路の点検について", 4),),
            ("議長", Of("点検の結果を伺います。", 3)),
            (
                "総務課",
                Of(
                    SPOTS,
                    3,
                ),
            ),
            ("育成会", Of("見守りも続けます。", 3)),
            (Of("２　その他", 4),),
            ("議長", Of("以上で終わります。", 3)),
            ("次回予定", Of("令和６年５月", 3)),
        ),
        header={
            "名称": "令和５年度第４回みなかげ町交通安全対策会議",
            "配布資料": "事故の件数の表",
            "次回予定": "令和６年５月",
        },
        agenda=("通学路の点検について", "その他"),
        turns=(
            "0|議長|点検の結果を伺います。",
            f"0|総務課|{SPOTS}",
            "0|育成会|見守りも続けます。",
            "1|議長|以上で終わります。",
        ),
        facts={"date": "2024-02-09", "start": "10:00", "end": "11:00", "place": "みなかげ町民ホール"},
    ),
    "people in a table of the form": Paper(
        ("会議記録",),
        (
            ("会議名", Of("第２回なつめ市空家対策審議会", 3)),
            ("開催日時", Of("令和６年１１月１４日（木）１５：００～１６：００", 3)),
            ("開催場所", Of("なつめ市役所別館", 3)),
            (Of("出\n席\n者", 1, 4), "氏名", "所属", "出欠"),
            ("大久保　律", "建築士会", "出席"),
            ("水野　ひかる", "弁護士会", "欠席"),
            ("三原　健", "公募", "出席"),
            ("議題", Of("空家等の認定について", 3)),
            (
                "会議内容",
                Of(
                    "（大久保会長）認定の説明を求めます。\n（住宅課）一件です。\n（三原委員）持ち主は遠くの人ですか。\n（住宅課）県外の人です。",
                    3,
                ),
            ),
        ),
        header={
            "会議名": "第２回なつめ市空家対策審議会",
            "開催場所": "なつめ市役所別館",
            "議題": "空家等の認定について",
        },
        people=("present 大久保 律", "absent 水野 ひかる", "present 三原 健"),
        agenda=("空家等の認定について",),
        turns=(
            "?|大久保会長|認定の説明を求めます。",
            "?|住宅課|一件です。",
            "?|三原委員|持ち主は遠くの人ですか。",
            "?|住宅課|県外の人です。",
        ),
        facts={"date": "2024-11-14", "place": "なつめ市役所別館"},
    ),
    "questions and answers below the fields": Paper(
        ("ふなみ市総合計画市民説明会　記録",),
        (
            ("日時", "令和６年８月３日（土）１０時～１１時", "会場", "ふなみ市中央公民館"),
            ("参加した人", "市民３０名", "説明した課", "企画課"),
            (Of("質問", 2), Of("回答", 2)),
            (Of("計画は何年間ですか。", 2), Of("十年間です。\n途中の五年で見直します。", 2)),
            (Of("費用は載りますか。\n年ごとに知りたいです。", 2), Of("別の計画に載せます。", 2)),
        ),
        header={"会場": "ふなみ市中央公民館", "参加した人": "市民３０名", "説明した課": "企画課"},
        turns=(
            "?|質問|計画は何年間ですか。",
            "?|回答|十年間です。\n途中の五年で見直します。",
            "?|質問|費用は載りますか。\n年ごとに知りたいです。",
            "?|回答|別の計画に載せます。",
        ),
        facts={"date": "2024-08-03", "place": "ふなみ市中央公民館"},
    ),
}

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

MORE = {
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
