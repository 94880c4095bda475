"""Lists of the agenda as heads print them: levels, wrapped titles, what is no entry, and what was decided."""

import pytest

from .sittings import meeting_in

HEAD = """第3回しおかぜ町水道審議会　会議録
日時　令和6年7月9日（火）　午後2時～午後3時
場所　しおかぜ町役場　第2会議室
{agenda}
会議の内容
会長：ただいまから始めます。
事務局：資料をご覧ください。
"""

Entry = tuple[str, str, str | None]


def entries(agenda: str) -> list[Entry]:
    """Number, title and the title above it, of every entry but those that open or close."""
    outline = meeting_in(HEAD.format(agenda=agenda)).outline
    above = [outline[item.parent].title if item.parent is not None else None for item in outline]
    listed = zip(outline, above, strict=True)
    return [(item.number, item.title, over) for item, over in listed if item.kind in ("item", "other")]


def titles(agenda: str) -> list[str]:
    return [title for _, title, _ in entries(agenda)]


def outcomes(agenda: str) -> list[tuple[str, str | None]]:
    outline = meeting_in(HEAD.format(agenda=agenda)).outline
    return [(item.title, item.outcome) for item in outline]


def test_blank_lines_between_entries_do_not_end_the_list() -> None:
    agenda = "議題\n1. 会議の公開\n2. 水道料金\n　(1) 料金の推移\n　(2) 料金の見通し\n資料名\n1. 料金表\n"
    agenda = agenda.replace("\n", "\n\n")
    assert entries(agenda) == [
        ("1", "会議の公開", None),
        ("2", "水道料金", None),
        ("(1)", "料金の推移", "水道料金"),
        ("(2)", "料金の見通し", "水道料金"),
    ]


def test_each_notation_is_a_level_however_deep() -> None:
    agenda = "議題\n1　計画\n　(1)　施設\n　　ア　浄水場\n　　イ　配水池\n　(2)　経営\n2　その他"
    assert entries(agenda) == [
        ("1", "計画", None),
        ("(1)", "施設", "計画"),
        ("ア", "浄水場", "施設"),
        ("イ", "配水池", "施設"),
        ("(2)", "経営", "計画"),
        ("2", "その他", None),
    ]


def test_letters_in_brackets_stand_below_figures_in_brackets() -> None:
    agenda = "議題\n(1)　施設\n(ア)　浄水場\n(イ)　配水池\n(2)　経営"
    assert [over for _, _, over in entries(agenda)] == [None, "施設", "施設", None]


@pytest.mark.parametrize(
    "agenda",
    [
        "議事日程　第1　水道事業の認可に関する\n　　　　　　　　変更について\n　　　　　第2　その他",
        "議題\n　１　水道事業の認可に関する\n　変更について\n　２　その他",
        "議題\n　１　水道事業の認可\n　　　に関する変更について\n　２　その他",
    ],
)
def test_a_title_on_two_lines_is_one(agenda: str) -> None:
    assert titles(agenda) == ["水道事業の認可に関する変更について", "その他"]


@pytest.mark.parametrize(
    "beside",
    ["（◎は会長、○は委員、●は事務局の発言）", "会長：松尾 明", "（資料1）", "資料1　料金表"],
)
def test_a_legend_a_person_or_a_handout_is_no_entry(beside: str) -> None:
    assert titles(f"議題\n１　水道料金について\n{beside}") == ["水道料金について"]


@pytest.mark.parametrize(
    "printed",
    [
        "水道料金について　→　原案のとおり承認",
        "水道料金について【原案のとおり承認】",
        "水道料金について（原案のとおり承認）",
        "水道料金について　　原案のとおり承認",
        "水道料金について\n　　→　原案のとおり承認",
        "水道料金について\n　　結果：原案のとおり承認",
    ],
)
def test_what_was_decided_beside_an_entry_is_its_outcome(printed: str) -> None:
    agenda = f"議題\n１　{printed}\n２　その他"
    assert outcomes(agenda) == [("水道料金について", "原案のとおり承認"), ("その他", None)]


def test_kinds_of_business_in_brackets_are_no_outcomes() -> None:
    agenda = "議題\n１　水道料金について（承認）\n２　配水池について（報告）"
    assert outcomes(agenda) == [("水道料金について（承認）", None), ("配水池について（報告）", None)]


def test_kinds_that_only_hold_others_leave_their_place_to_them() -> None:
    agenda = "議題\n■報告事項\n（1）漏水の調査について\n■承認事項\n（1）水質の検査について"
    assert entries(agenda) == [("（1）", "漏水の調査について", None), ("（1）", "水質の検査について", None)]


def test_a_field_without_business_leaves_the_list_alone() -> None:
    agenda = "次第\n1. 開会\n2. 議題\n(1) 水道料金について\n(2) その他\n議事（◎は会長、○は委員）\n＜開会＞"
    assert titles(agenda) == ["水道料金について", "その他"]


def test_the_next_number_of_the_head_is_no_entry() -> None:
    head = HEAD.replace("会議の内容", "４．会議の概要").replace("場所", "２．場所")
    agenda = "３．議事日程　第1　会期の決定について\n　　　　　　　第2　業務報告"
    meeting = meeting_in(head.format(agenda=agenda))
    assert [item.title for item in meeting.outline] == ["会期の決定について", "業務報告"]
    assert any(one.name.endswith("会議の概要") for one in meeting.header)


def test_what_was_dealt_with_adds_nothing_to_the_schedule() -> None:
    agenda = "議事日程\n第1　議案第3号　水道条例の改正\n本日の会議に付した事件\n議事日程に同じ"
    assert titles(agenda) == ["議案第3号　水道条例の改正"]


def test_other_business_without_a_number_ends_its_list() -> None:
    assert entries("議案\n第1号議案　事業報告\n第2号議案　予算\nその他")[-1] == ("", "その他", None)


def test_a_timetable_has_its_times_beside_the_entries() -> None:
    agenda = "次第\n　13:00　開会\n　13:05　１　水道料金について\n"
    agenda += "　13:40　２　漏水の調査について\n　14:10　休憩\n　14:20　閉会"
    assert titles(agenda) == ["水道料金について", "漏水の調査について"]


def test_a_number_alone_waits_for_its_title() -> None:
    agenda = "\n〇議事日程\n日程第1\n　会期の決定について\n日程第2\n　教育行政執行方針\n"
    agenda += "\n〇本日の会議に付した事件\n　議事日程と同じ\n"
    assert titles(agenda) == ["会期の決定について", "教育行政執行方針"]


def test_a_part_of_the_list_may_be_called_as_a_field_is() -> None:
    agenda = "４　議題\n■報告事項\n（1）漏水の調査について\n■審議事項\n（1）水質の検査について"
    assert titles(agenda) == ["漏水の調査について", "水質の検査について"]


@pytest.mark.parametrize("numbers", [("新規１", "継続１"), ("第１号議案", "報告第１号")])
def test_numbers_in_other_words_stand_side_by_side(numbers: tuple[str, str]) -> None:
    agenda = f"審査事項\n{numbers[0]}　水道料金について\n{numbers[1]}　配水池について"
    assert entries(agenda) == [
        (numbers[0], "水道料金について", None),
        (numbers[1], "配水池について", None),
    ]


TABLES = """# 令和6年度第1回　しおかぜ町水道審議会　議事録

| 項目 | 内容 |
|---|---|
| 開催日時 | 令和6年7月9日(火) 15:30~17:00 |
| 開催場所 | しおかぜ町役場 第2会議室 |
| 出席者 | 委員11名(欠席2名) |
| 議題 | (1) 料金について (2) 漏水の調査について |

| 発言者 | 内容 |
|---|---|
| (1) 料金について | |
| 事務局 | 料金は212円でした。 |
| 西委員 | 高いですね。 |
| (2) 漏水の調査について | |
| 会長 | 三か所でした。 |
"""


def test_the_entry_again_right_over_a_turn_is_a_heading() -> None:
    meeting = meeting_in(TABLES)
    assert [item.number for item in meeting.outline] == ["(1)", "(2)"]
    assert [turn.item for turn in meeting.turns] == [0, 0, 1]


def test_an_entry_that_more_of_the_head_follows_is_one() -> None:
    agenda = "議題\n\n1.議事\n\n(1)承認事項\n\n(1)　　水道料金について\n\n(2)報告事項\n\n"
    agenda += "(1)　　漏水の調査について\n\nその他　事務連絡\n\n傍聴者\n\n2名\n"
    assert entries(agenda)[-1] == ("(1)", "漏水の調査について", "報告事項")


def test_the_next_field_is_no_entry_where_both_count_alike() -> None:
    agenda = "３　議題\n　１　水道料金について\n　２　漏水の調査について\n　３　水質の検査について\n\n"
    text = HEAD.replace("会議の内容\n", "").format(agenda=agenda + "４　会議の内容\n\n１　水道料金について")
    meeting = meeting_in(text.replace("日時", "１　日時").replace("場所", "２　場所"))
    assert [item.number for item in meeting.outline] == ["１", "２", "３"]


def test_business_without_a_number_stands_beside_bills() -> None:
    bills = "　議案第７号　水道料金の改定について\n　議案第８号　水道事業の決算について\n"
    for agenda in (f"議題\n{bills}　漏水の調査について", f"○議　案\n{bills}○報　告\n　漏水の調査について"):
        assert entries(agenda)[-1] == ("", "漏水の調査について", None)


def test_a_number_that_the_list_expects_stands_before_a_figure() -> None:
    agenda = "議題\n１　３人目の給水の補助について\n２　水道料金について\n３　５個目の井戸について"
    assert entries(agenda) == [
        ("１", "３人目の給水の補助について", None),
        ("２", "水道料金について", None),
        ("３", "５個目の井戸について", None),
    ]
    text = HEAD.format(agenda=agenda).replace("会長：", "３　５個目の井戸について\n会長：")
    assert [turn.item for turn in meeting_in(text).turns] == [2, 2]


def test_a_listed_title_may_stand_on_two_lines_between_turns() -> None:
    agenda = (
        "議事日程\n　日程第１　一般質問\n　日程第２　議案第９号　しおかぜ町水道条例を改正する条例に\nついて"
    )
    said = "会長：質問は終わりました。\n　◎日程第２　議案第９号　しおかぜ町水道条例を\n改正する条例について\n"
    said += "会長：議案第９号を議題とします。水道料金を改め、\n一割上げるものです。\n"
    meeting = meeting_in(HEAD.format(agenda=agenda) + said)
    assert [turn.text for turn in meeting.turns][2] == "質問は終わりました。"
    assert [turn.item for turn in meeting.turns][-1] == 1
    assert len(meeting.outline) == 2
