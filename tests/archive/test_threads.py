"""Threads: written once their meetings are there, under the number that is their address."""

from typing import Any

import pytest

from meetings.archive.dumping import Selection, dump
from meetings.archive.format import as_json
from meetings.models import Body, Meeting, Thread, ThreadEntry

from .lines import load, meeting
from .test_round_trip import empty

pytestmark = pytest.mark.django_db

FIRST, SECOND = "992011001X00120250610", "992011001X00220250710"
LUNCH = [
    meeting(identifier=FIRST, number=1, agenda=["開会", "給食費の無償化"]),
    meeting(identifier=SECOND, number=2, title="第2回", date="2025-07-10", agenda=["給食費（継続）"]),
]
HALL = "992011002X00120250801"
HALL_MEETING = meeting(
    identifier=HALL, body={"name": "町民会議", "slug": "hall"}, date="2025-08-01", agenda=["給食費の報告"]
)


def entry(identifier: str, position: int, standing: str = "confirmed", **more: Any) -> dict[str, Any]:
    return {"meeting": identifier, "position": position, "standing": standing, **more}


def thread(*entries: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": "thread", "number": 7, "title": "給食費の無償化", "entries": list(entries)} | changes


BOTH = thread(entry(FIRST, 2), entry(SECOND, 1, "proposed", grounds="議題名が同じ"))


def messages(*lines: dict[str, Any]) -> list[str]:
    return [str(line) for line in load(*lines, skip_broken=True)[1]]


def test_a_thread_joins_the_items_at_their_places() -> None:
    report, broken = load(*LUNCH, BOTH)
    assert (broken, report.added["thread"]) == ([], 1)
    found = ThreadEntry.objects.order_by("pk").values_list("thread", "item__title", "standing", "grounds")
    assert list(found) == [
        (7, "給食費の無償化", "confirmed", ""),
        (7, "給食費（継続）", "proposed", "議題名が同じ"),
    ]


def test_loading_a_thread_twice_changes_nothing() -> None:
    load(*LUNCH, BOTH)
    before = list(Thread.objects.values()), list(ThreadEntry.objects.order_by("pk").values())
    report, broken = load(*LUNCH, BOTH, BOTH)
    assert (broken, report.known["thread"], +report.added) == ([], 2, {})
    assert (list(Thread.objects.values()), list(ThreadEntry.objects.order_by("pk").values())) == before


def test_a_thread_whose_meeting_is_missing_can_be_loaded_later() -> None:
    [message] = messages(LUNCH[0], BOTH)
    assert message == f"2行目 entries[1].meeting: 会議 {SECOND} は、前の行にも登録にもありません。"
    assert not Thread.objects.exists()
    assert messages(LUNCH[1], BOTH) == []
    assert ThreadEntry.objects.count() == 2


def test_every_meeting_that_is_missing_counts_in_the_message() -> None:
    [message] = messages(BOTH)
    assert message.endswith("前の行にも登録にもありません（ほかに1件）。")


def test_a_place_where_no_item_stands_is_named() -> None:
    [message] = messages(*LUNCH, thread(entry(FIRST, 3)))
    assert message == f"3行目 entries[0].position: 会議 {FIRST} に、順番が3の議題はありません。"


def test_a_number_of_another_thread_is_refused_and_says_whose() -> None:
    load(*LUNCH, thread())
    [message] = messages(thread(entry(FIRST, 2), title="通学路の安全"))
    assert message.startswith("1行目 number: 7は別のつながり「給食費の無償化」の番号です。")
    assert not ThreadEntry.objects.exists()


@pytest.mark.parametrize(
    ("other", "where"),
    [
        (thread(about="説明"), "about"),
        (thread(entry(FIRST, 2), entry(SECOND, 1, "refused")), "entries[1].standing"),
        (thread(entry(FIRST, 2), entry(FIRST, 1)), "entries[1].meeting"),
    ],
)
def test_the_same_thread_with_other_words_is_never_overwritten(other: dict[str, Any], where: str) -> None:
    load(*LUNCH, BOTH)
    _, [broken] = load(other, skip_broken=True)
    assert (broken.where, broken.reason[:13]) == (where, "内容の異なる同じつながりが")
    assert list(ThreadEntry.objects.order_by("pk").values_list("standing", flat=True)) == [
        "confirmed",
        "proposed",
    ]


@pytest.mark.parametrize("in_one_file", [True, False])
def test_an_item_that_is_confirmed_elsewhere_is_refused(in_one_file: bool) -> None:
    other = thread(entry(SECOND, 1), entry(FIRST, 2), number=8, title="学校")
    first = [*LUNCH, BOTH]
    if not in_one_file:
        load(*first)
    [message] = messages(*first, other) if in_one_file else messages(other)
    assert message.endswith("行目 entries[1].standing: この議題は、すでにほかのつながりで確認されています。")
    assert Thread.objects.get().pk == 7


def test_a_dump_of_one_body_has_its_own_entries_and_loads_again() -> None:
    load(*LUNCH, HALL_MEETING, thread(entry(FIRST, 2), entry(SECOND, 1), entry(HALL, 1)))
    load(thread(entry(FIRST, 1, "refused"), number=8, title="開会"))
    lines = list(dump(Selection(body=Body.objects.get(slug="hall"))))
    [part] = [line for line in lines if line.get("type") == "thread"]
    assert (part["number"], part["entries"]) == (7, [entry(HALL, 1)])
    report, broken = load(*(as_json(line).encode() for line in lines))
    assert (broken, +report.added, report.known["thread"]) == ([], {}, 1)
    empty()
    assert load(*(as_json(line).encode() for line in lines))[1] == []
    assert ThreadEntry.objects.count() == 1


def test_public_only_carries_what_answers_at_its_address() -> None:
    load(*LUNCH, HALL_MEETING)
    load(
        thread(
            entry(FIRST, 2, grounds="職員の覚え"),
            entry(SECOND, 1),
            entry(HALL, 1),
            entry(FIRST, 1, "refused"),
        ),
        thread(entry(FIRST, 1), number=8, title="一つだけ"),
        thread(entry(FIRST, 1, "proposed"), entry(HALL, 1, "proposed"), number=9, title="提案だけ"),
    )
    Meeting.objects.filter(identifier=HALL).update(status="draft")
    lines = list(dump(Selection(public_only=True)))
    found = {line["number"]: line["entries"] for line in lines if line.get("type") == "thread"}
    assert found == {7: [entry(FIRST, 2), entry(SECOND, 1)], 8: [entry(FIRST, 1)]}
    empty()
    assert load(*(as_json(line).encode() for line in lines))[1] == []
    assert set(Thread.objects.values_list("pk", flat=True)) == {7, 8}


def test_a_batch_of_threads_takes_as_many_statements_as_one(django_assert_max_num_queries: Any) -> None:
    load(*LUNCH)
    threads = [thread(entry(FIRST, 2, "proposed"), number=n, title=f"つながり{n}") for n in range(1, 150)]
    with django_assert_max_num_queries(40):
        load(*threads)
    assert ThreadEntry.objects.count() == 149
