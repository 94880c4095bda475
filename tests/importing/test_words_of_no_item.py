"""Lines that look like headings and are none, and headings that name items in other words."""

import pytest

from .sittings import meeting_in, read

HEAD = "第４回うみべ町緑化審議会会議録\n日時　令和５年６月８日（木）　午後２時\n場所　うみべ町役場\n"
SPOKEN = "○会長　始めます。\n○委員　賛成です。\n○事務局　分かりました。\n○会長　終わります。\n"


def titles(text: str) -> list[str]:
    return [item["title"] for item in meeting_in(text).as_json()["agenda"]]


def items(text: str) -> list[int | None]:
    turns = meeting_in(text).as_json()["turns"]
    return [turn["agenda"] for turn in turns if turn["kind"] == "speech"]


@pytest.mark.parametrize(
    "note",
    [
        "（事務局より説明）",
        "〔資料３に基づき事務局から説明〕",
        "事務局より資料３について説明",
        "次回は２月の予定",
    ],
)
def test_a_note_below_a_heading_is_no_item(note: str) -> None:
    text = f"{HEAD}\n１　並木の手入れ\n{note}\n{SPOKEN}\n２　花壇の場所\n{note}\n{SPOKEN}"
    assert titles(text) == ["並木の手入れ", "花壇の場所"]
    assert items(text) == [0] * 4 + [1] * 4


def test_a_marked_word_for_business_over_items_is_none() -> None:
    text = f"{HEAD}\n◇議　事\n\n１　並木の手入れ\n{SPOKEN}\n２　花壇の場所\n{SPOKEN}"
    assert titles(text) == ["並木の手入れ", "花壇の場所"]


def test_the_name_of_a_table_of_people_is_no_item() -> None:
    table = "＜審議会の顔ぶれ＞\n役職\t氏名\t出欠\n会長\t相川　正\t○\n委員\t井出　文子\t欠\n"
    text = f"{HEAD}{table}\n＜議題１　並木の手入れ＞\n{SPOKEN}"
    assert titles(text) == ["並木の手入れ"]
    assert [row.kind for row in meeting_in(text).attendance] == ["present", "absent"]


@pytest.mark.parametrize("number", ["議第７号", "諮第７号", "議案第７号"])
def test_a_short_word_numbers_a_bill(number: str) -> None:
    text = f"{HEAD}議題\n{number}　並木の手入れについて\n会議の内容\n{number}　並木の手入れについて\n{SPOKEN}"
    assert titles(text) == ["並木の手入れについて"]


def test_the_kind_before_a_title_finds_its_item() -> None:
    listed = "議題\n議第１号　並木の手入れについて\n報告　　花壇の場所について\n会議の内容\n"
    text = f"{HEAD}{listed}議第１号　並木の手入れについて\n{SPOKEN}報告　花壇の場所について\n{SPOKEN}"
    assert titles(text) == ["並木の手入れについて", "花壇の場所について"]
    assert items(text) == [0] * 4 + [1] * 4


def test_the_text_may_begin_behind_the_first_entry() -> None:
    listed = "次第\n１．開会\n２．委員の紹介\n３．協議\n（１）並木の手入れ\n（２）花壇の場所\n４．閉会\n\n"
    said = f"３．協議\n（１）並木の手入れ\n{SPOKEN}（２）花壇の場所\n{SPOKEN}"
    text = f"{HEAD}{listed}２．委員の紹介\n全員が名を述べた。\n{said}"
    assert titles(text) == ["並木の手入れ", "花壇の場所"]
    assert "全員が名を述べた。" in [turn.text for turn in meeting_in(text).turns]


def test_staff_with_a_number_are_no_heading() -> None:
    people = "３ 出席者\n⑴ 委員　相川正会長、井出文子委員\n⑵ 事務局　緑化課長、緑化課主査\n４ 傍聴者　１名\n"
    text = f"{HEAD}{people}５ 議題　並木の手入れ\n６ 会議の概要\n{SPOKEN}"
    meeting = meeting_in(text)
    named = [row.kind for row in meeting.attendance if row.count is None]
    assert named == ["present", "present", "staff", "staff"]
    assert titles(text) == ["並木の手入れ"]


def test_a_list_of_who_came_below_the_turns_opens_none() -> None:
    came = "会　長　　相川　正　　　出席\n委　員　　井出　文子　　出席\n委　員　　宇田　進　　　欠席\n"
    said = SPOKEN.replace("○会長", "会　長").replace("○委員", "委　員").replace("○", "")
    meeting = meeting_in(f"{HEAD}\n１　並木の手入れ\n{said}\n出席者名簿\n{came}")
    assert [turn.label for turn in meeting.turns] == ["会長", "委員", "事務局", "会長"]
    assert [row.kind for row in meeting.attendance] == ["present", "present", "absent"]


def test_the_name_over_what_was_asked_is_none() -> None:
    text = """うみべ町緑化審議会の会議概要

会 議 概 要

会議名　　令和５年度第２回うみべ町緑化審議会
開催日　　令和５年６月８日（木曜日）
時　間　　１４：００～１５：３０
会　場　　うみべ町役場　大会議室
出席者　　委員８名、事務局３名

１．議事
（１）並木の手入れについて
（２）花壇の場所について

２．委員からの意見と回答

（１）並木の手入れについて
【委　員】　枝を切りすぎである。
【事務局】　来年は控える。
（２）花壇の場所について
【委　員】　駅前がよい。
【事務局】　駅前で考える。

３．その他
　次回は十一月に開く。
"""
    assert titles(text) == ["並木の手入れについて", "花壇の場所について", "その他"]
    assert items(text) == [0, 0, 1, 1]


def test_what_was_asked_belongs_to_the_only_item() -> None:
    text = f"{HEAD}議題　並木の手入れについて\n\n【委員からの質問とそれに対する回答】\n{SPOKEN}"
    assert titles(text) == ["並木の手入れについて"]
    assert items(text) == [0] * 4


def test_the_name_over_a_table_of_who_came_is_no_item() -> None:
    rows = '<tr><td rowspan="2">学識経験者</td><td>相川　正</td><td>○</td></tr>'
    rows += "<tr><td>浮田　文子</td><td>欠</td></tr>"
    page = f"""<html><body><h1>第４回うみべ町緑化審議会　会議要旨</h1>
<dl><dt>日時</dt><dd>令和５年６月８日（木）　午後２時</dd><dt>場所</dt><dd>うみべ町役場</dd>
<dt>出席者</dt><dd>委員１０名、町職員４名</dd><dt>議題</dt><dd>１　並木の手入れについて</dd></dl>
<h2>１　並木の手入れについて</h2><ul><li>枝を切りすぎである。</li></ul>
<h2>決定事項</h2><p>枝を残すこととした。</p>
<h2>委員の出席状況</h2><table><tr><th>区分</th><th>氏名</th><th>出欠</th></tr>{rows}</table></body></html>"""
    (meeting,) = read(page, "kaigi.html").meetings
    assert [item.title for item in meeting.outline] == ["並木の手入れについて"]
