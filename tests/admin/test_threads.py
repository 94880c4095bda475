"""What the clerk does with threads: confirm, refuse, add, merge, delete."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import AgendaItem, Body, FormerAddress, Standing, Thread, ThreadEntry
from tests import factories as make

from .form_filling import address, messages, rows, staff, submit

pytestmark = pytest.mark.django_db

ENTRIES = "/admin/meetings/threadentry/"
THREADS = "/admin/meetings/thread/"


@pytest.fixture
def council(db: None) -> Body:
    return make.body("朝凪市学校給食運営協議会")


def item(council: Body, title: str = "学校給食費の改定について", **fields: object) -> AgendaItem:
    return make.item(make.meeting(council, **fields), title)


def act(client: Client, list_address: str, action: str, *chosen: object) -> str:
    """Choose rows, run the action; gives what the page then says."""
    keys = [row.pk for row in chosen]
    response = client.post(list_address, {"action": action, "_selected_action": keys}, follow=True)
    return "\n".join(str(message) for message in response.context["messages"])


def standings(thread: Thread) -> list[str]:
    return list(thread.entries.order_by("pk").values_list("standing", flat=True))


def test_the_list_shows_proposals_with_their_grounds(clerk, council):
    waiting = make.thread(item(council, "待っている議題"), standing="proposed")
    waiting.entries.update(grounds="議題名が同じ")
    make.thread(item(council, "済んだ議題"))
    page = clerk.get(ENTRIES)
    html = page.content.decode()
    assert "待っている議題" in html
    assert "議題名が同じ" in html
    assert "済んだ議題" not in html
    assert "済んだ議題" in clerk.get(f"{ENTRIES}?standing=all").content.decode()
    assert "済んだ議題" in clerk.get(f"{ENTRIES}?standing=confirmed").content.decode()


def test_the_clerk_can_read_the_turns_before_she_decides(clerk, council):
    one = item(council)
    make.turn(one.meeting, "値上げの理由を伺います。", item=one)
    make.turn(one.meeting, "ほかの話です。")
    make.thread(one, standing="proposed")
    page = clerk.get(ENTRIES).content.decode()
    link = page.split('">発言を読む')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
    html = clerk.get(link).content.decode()
    assert "値上げの理由を伺います。" in html
    assert "ほかの話です。" not in html


def test_several_proposals_are_confirmed_or_refused_at_once(clerk, council):
    thread = make.thread(item(council), item(council), item(council), standing="proposed")
    before = thread.updated_at
    first, second, third = thread.entries.order_by("pk")
    assert "2件の議題を確認しました。" in act(clerk, ENTRIES, "confirm_entries", first, second)
    assert "1件の議題を却下しました。" in act(clerk, ENTRIES, "refuse_entries", third)
    assert standings(thread) == ["confirmed", "confirmed", "refused"]
    thread.refresh_from_db()
    assert thread.updated_at > before


def test_an_item_is_confirmed_in_one_thread_alone(clerk, council):
    one = item(council)
    make.thread(one, title="給食費")
    other = make.thread(one, title="改定", standing="proposed")
    answer = act(clerk, ENTRIES, "confirm_entries", other.entries.get())
    assert "つながり「給食費」で確認されています。" in answer
    assert standings(other) == ["proposed"]


def test_other_proposals_for_a_confirmed_item_are_deleted(clerk, council):
    one = item(council)
    first = make.thread(one, standing="proposed")
    second = make.thread(one, standing="proposed")
    answer = act(clerk, ENTRIES, "confirm_entries", first.entries.get(), second.entries.get())
    assert "ほかのつながりで確認されたため" in answer
    assert standings(first) == ["confirmed"]
    assert standings(second) == []


def test_a_thread_is_made_by_hand_and_its_items_are_confirmed(clerk, council):
    first, second = item(council), item(council, "給食の値段")
    answer = submit(
        clerk, address("thread"), rows("entries-2", item=[first.pk, second.pk]), title="学校給食費の改定"
    )
    assert answer.status_code == 302, messages(answer)
    thread = Thread.objects.get()
    assert standings(thread) == ["confirmed", "confirmed"]
    page = clerk.get(address("thread", thread)).content.decode()
    assert "給食の値段" in page
    assert thread.get_absolute_url() in page


def test_adding_an_item_that_is_confirmed_elsewhere_is_refused(clerk, council):
    one = item(council)
    make.thread(one, title="給食費")
    answer = submit(clerk, address("thread"), rows("entries-2", item=[one.pk]), title="改定")
    assert "つながり「給食費」で確認されています。" in messages(answer)
    assert Thread.objects.count() == 1


def test_an_item_cannot_be_added_twice(clerk, council):
    one = item(council)
    thread = make.thread(one, standing="refused")
    answer = submit(clerk, address("thread", thread), rows("entries-2", item=[one.pk]))
    assert "この議題はすでにこのつながりにあります。" in messages(answer)


def test_the_standing_is_changed_in_the_threads_table(clerk, council):
    thread = make.thread(item(council), item(council), standing="proposed")
    before = thread.updated_at
    answer = submit(clerk, address("thread", thread), rows("entries", standing=["confirmed", "refused"]))
    assert answer.status_code == 302, messages(answer)
    assert sorted(standings(thread)) == ["confirmed", "refused"]
    thread.refresh_from_db()
    assert thread.updated_at > before


def test_a_thread_needs_a_name(clerk, council):
    answer = submit(clerk, address("thread"), title="")
    assert answer.status_code == 200
    assert not Thread.objects.exists()


def test_items_are_offered_with_their_meeting_and_day(clerk, council):
    one = item(council, title="学校給食費の改定について", date=datetime.date(2024, 7, 12))
    response = clerk.get(
        "/admin/meetings/thread/items/",
        {"app_label": "meetings", "model_name": "threadentry", "field_name": "item", "term": "給食費"},
    )
    assert response.json()["results"] == [
        {"id": str(one.pk), "text": f"学校給食費の改定について（{one.meeting}　2024-07-12）"}
    ]


def test_merging_moves_the_items_and_redirects_the_addresses(clerk, council):
    a, b, c = (item(council) for _ in range(3))
    proposed = make.thread(a, c, title="提案", standing="proposed")
    public = make.thread(a, b, title="公開のつながり")
    refused = make.thread(c, title="却下", standing="refused")
    answer = act(clerk, THREADS, "merge_threads", proposed, public, refused)
    assert "3件を「公開のつながり」にまとめました。" in answer
    entries = dict(public.entries.values_list("item", "standing"))
    assert entries == {a.pk: "confirmed", b.pk: "confirmed", c.pk: "refused"}
    assert Thread.objects.get() == public
    for former in (proposed, refused):
        response = Client().get(f"/threads/{former.pk}/")
        assert response.status_code == 301
        assert response["Location"] == public.get_absolute_url()


def test_addresses_of_merges_before_lead_to_the_last(clerk, council):
    first, second, third = (make.thread(item(council), title=str(n), standing="proposed") for n in range(3))
    act(clerk, THREADS, "merge_threads", second, third)
    act(clerk, THREADS, "merge_threads", first, second)
    assert set(FormerAddress.objects.values_list("moved_to", flat=True)) == {first.get_absolute_url()}


@pytest.mark.parametrize(
    ("kept", "moved", "stays"),
    [
        ("refused", "confirmed", "confirmed"),
        ("confirmed", "refused", "confirmed"),
        ("proposed", "refused", "refused"),
        ("refused", "proposed", "refused"),
    ],
)
def test_of_two_entries_of_an_item_the_weightier_is_kept(clerk, council, kept, moved, stays):
    one = item(council)
    older = make.thread(item(council), item(council))  # public, so it is the one that stays
    ThreadEntry.objects.create(thread=older, item=one, standing=kept)
    act(clerk, THREADS, "merge_threads", older, make.thread(one, standing=moved))
    assert older.entries.get(item=one).standing == stays


def test_addresses_that_led_to_a_deleted_thread_say_so_too(clerk, council):
    first, second = make.thread(item(council)), make.thread(item(council))
    act(clerk, THREADS, "merge_threads", first, second)
    clerk.post(address("thread", Thread.objects.get(), "delete"), {"post": "yes"})
    for gone in (first, second):
        assert Client().get(gone.get_absolute_url()).status_code == 410


def test_one_thread_alone_is_not_merged(clerk, council):
    thread = make.thread(item(council))
    assert "2つ以上選んでください。" in act(clerk, THREADS, "merge_threads", thread)
    assert Thread.objects.exists()


def test_a_public_thread_that_is_deleted_says_so_at_its_address(clerk, council):
    thread = make.thread(item(council), item(council))
    path = thread.get_absolute_url()
    clerk.post(address("thread", thread, "delete"), {"post": "yes"})
    assert not Thread.objects.exists()
    answer = Client().get(path)
    assert answer.status_code == 410
    assert "議題のつながりが取り消されたため" in answer.content.decode()


def test_a_deleted_thread_that_nobody_saw_leaves_no_address(clerk, council):
    thread = make.thread(item(council), item(council), standing="proposed")
    clerk.post(address("thread", thread, "delete"), {"post": "yes"})
    assert not Thread.objects.exists()
    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize("page", [THREADS, f"{ENTRIES}?standing=all", "one"])
def test_more_items_mean_no_more_queries(clerk, council, page):
    thread = make.thread(item(council), item(council))

    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(address("thread", thread) if page == "one" else page).status_code == 200
        return len(queries)

    ask()  # content types are looked up once
    few = ask()
    for _ in range(8):
        ThreadEntry.objects.create(thread=thread, item=item(council), standing=Standing.CONFIRMED)
        make.thread(item(council), standing="proposed")
    assert ask() == few <= 20


def test_those_who_may_only_look_cannot_decide(council):
    onlooker = staff("onlooker", {"view": ["thread", "threadentry"]})
    thread = make.thread(item(council), item(council), standing="proposed")
    assert onlooker.get(address("thread", thread)).status_code == 200
    act(onlooker, ENTRIES, "confirm_entries", *thread.entries.all())
    assert standings(thread) == ["proposed", "proposed"]
