"""Lists of people in layouts of every kind (people_in_heads.py holds them)."""

import pytest

from meetings.importing.parsed import ParsedAttendance, Problem
from meetings.importing.parser.header.head import Head
from meetings.importing.parser.lines import Line
from meetings.importing.parser.notation.fields import Field
from meetings.importing.parser.people.attendance import people_of
from meetings.importing.vocabulary import SURNAMES

from .more_people_in_heads import BATCH_4, BATCH_5, BATCH_6
from .people_by_sides import BATCH_11
from .people_in_gaps import BATCH_12
from .people_in_heads import BATCH_1, BATCH_2, BATCH_3
from .people_in_one_style import BATCH_14
from .people_with_dittos_and_marks import BATCH_13
from .people_without_words import BATCH_7, BATCH_8, BATCH_9, BATCH_10
from .sittings import meeting_in, read

LISTS = (
    BATCH_1
    | BATCH_2
    | BATCH_3
    | BATCH_4
    | BATCH_5
    | BATCH_6
    | BATCH_7
    | BATCH_8
    | BATCH_9
    | BATCH_10
    | BATCH_11
    | BATCH_12
    | BATCH_13
    | BATCH_14
)
BODY = "会議内容\n（会長）始めます。\n（事務局）説明します。\n（会長）終わります。\n"
SOME_SURNAMES = sorted(SURNAMES)[::37]
OFFICES = ["経理課長", "中央公民館長", "自治振興室長", "副支所長", "次長", "主査", "委員長", "委員"]
GIVEN_NAMES = ["一郎", "さゆり", "健", "美穂子"]


def paper(people: str) -> str:
    return f"はるかぜ市環境審議会会議録\n日時　令和6年5月20日\n場所　市役所会議室\n{people}\n{BODY}"


def rows(people: str) -> list[str]:
    return [told(row) for row in meeting_in(paper(people)).attendance]


def told(row: ParsedAttendance) -> str:
    if row.count is not None:
        return f"{row.kind} ={row.count}"
    return f"{row.kind} {row.name}/{row.role}".rstrip("/") if row.name else f"{row.kind} {row.text}"


@pytest.mark.parametrize(("people", "wanted"), LISTS.values(), ids=LISTS)
def test_everybody_is_read_as_printed(people: str, wanted: list[str]) -> None:
    assert rows(people) == wanted


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_behind_a_surname_is_cut_off(office: str) -> None:
    people = [surname for surname in SOME_SURNAMES if len(surname) > 1]
    assert rows("出席者　" + "、".join(surname + office for surname in people)) == [
        f"present {surname}/{office}" for surname in people
    ]


@pytest.mark.parametrize("given", GIVEN_NAMES)
@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("{office}　{name}", "\n"),
        ("{name}（{office}）", "\n"),
        ("{office}：{name}", "、"),
        ("{name}{office}", "、"),
    ],
)
def test_full_names_come_back_with_their_offices(line: str, end: str, given: str) -> None:
    offices = [OFFICES[at % len(OFFICES)] for at in range(len(SOME_SURNAMES))]
    field, kind = ("事務局", "staff") if "（" in line else ("出席者", "present")
    names = [f"{surname}　{given}" for surname in SOME_SURNAMES]
    printed = [line.format(office=office, name=name) for office, name in zip(offices, names, strict=True)]
    assert rows(f"{field}\n" + end.join(printed)) == [
        f"{kind} {name.replace('　', ' ')}/{office}" for office, name in zip(offices, names, strict=True)
    ]


@pytest.mark.parametrize(
    ("people", "wanted"),
    [
        (
            "説明員\n町長　春日 文男　　　　総務部長\n百瀬 和代",
            ["staff 春日 文男/町長", "staff 百瀬 和代/総務部長"],
        ),
        ("事務局\n東公民館長、北公民館長", ["staff 東公民館長", "staff 北公民館長"]),
        ("出席者\n【会長】\n春日 文男\n百瀬 和代", ["present 春日 文男/会長", "present 百瀬 和代"]),
        ("出席者\n委員　春日 文男\n次のページへもどる", ["present 春日 文男/委員"]),
        ("出席者\n春日 文男※百瀬 和代が代理", ["present 春日 文男"]),
        ("事務局\n林業課長、水産課長", ["staff 林業課長", "staff 水産課長"]),
    ],
)
def test_neighbours_of_a_name_are_told_from_it(people: str, wanted: list[str]) -> None:
    assert rows(people) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "委員の過半数が出席したため、会議は成立した。",
        "※委員は要綱により互選による",
        "審議対象期間　令和５年４月１日から９月30日まで",
        "別紙名簿のとおり",
        "（敬称略、五十音順）",
        "議事については別添資料を参照",
        "なし",
        "未定",
    ],
)
def test_what_is_no_person_makes_no_row(line: str) -> None:
    assert rows(f"出席者\n委員　春日 文男\n{line}") == ["present 春日 文男/委員"]


def unsure(people: str) -> list[Problem]:
    return [one for one in read(paper(people)).problems if one.code == "attendance-unsure"]


def test_who_cannot_be_told_is_kept_as_printed() -> None:
    people = "出席者\n委員　春日 文男\n銀杏通り商店会"
    assert rows(people)[1:] == ["present 銀杏通り商店会"]
    (found,) = unsure(people)
    assert (found.line, found.proposal) == (6, None)
    assert "「銀杏通り商店会」" in found.message


def test_a_list_without_end_is_read_in_part() -> None:
    people = "出席者\n" + "春日 文男\n" * 1001
    (found,) = unsure(people)
    assert found.line == 1005


def test_what_the_table_says_of_its_columns_counts() -> None:
    line = Line(((7, "3\tみなと商工会\t春日 文男\t公募\t副会長\t欠席"),))
    line.columns = ("number", "organisation", "name", "group", "role", "mark")
    head = Head(fields=[Field("attendees", "出席者", line, [(line, line.text)])])
    assert [told(row) for row in people_of(head)[0]] == ["absent 春日 文男/副会長"]


def test_a_proxy_stays_beside_whom_he_stood_in_for() -> None:
    (row,) = meeting_in(paper("出席者\n春日 文男\n　代理　百瀬 和代")).attendance
    assert (row.name, row.text) == ("春日 文男", "春日 文男　代理　百瀬 和代")


@pytest.mark.parametrize(
    ("people", "wanted"),
    [
        ("高槻市長　木暮　一郎", ["present 木暮 一郎/高槻市長"]),
        (
            "長崎市長　木暮 一郎、副市長　佐藤 花子",
            ["present 木暮 一郎/長崎市長", "present 佐藤 花子/副市長"],
        ),
        (
            "大野市長　木暮　一郎、根岸町長　林　健",
            ["present 木暮 一郎/大野市長", "present 林 健/根岸町長"],
        ),
        ("大野市長、林副市長", ["present 大野/市長", "present 林/副市長"]),
        ("大野市長　林副市長", ["present 大野/市長", "present 林/副市長"]),
    ],
)
def test_a_town_that_is_a_surname_too_is_of_the_office(people: str, wanted: list[str]) -> None:
    assert rows(f"出席者　{people}") == wanted
