"""Items that continue one another are proposed, once, and a person decides."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import AgendaItem, Body, Meeting, Standing, Thread, ThreadEntry
from meetings.threads.proposals import propose_threads
from tests import factories as make

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture
def council() -> Body:
    return make.body("朝凪市学校給食運営協議会")


def meet(body: Body, *titles: str, **fields: object) -> Meeting:
    """The next meeting of the body, with items of these titles."""
    n = Meeting.objects.count()
    fields.setdefault("date", datetime.date(2024, 4, 1) + datetime.timedelta(days=30 * n))
    meeting = make.meeting(body, **fields)
    for title in titles:
        make.item(meeting, title)
    return meeting


def proposed() -> dict[str, list[str]]:
    """Titles of threads, with the titles of their items in order."""
    return {
        thread.title: [entry.item.title for entry in thread.entries.oldest_first().select_related("item")]
        for thread in Thread.objects.order_by("pk")
    }


def test_titles_that_differ_only_in_the_stage_are_proposed(council):
    meet(council, "学校給食費の改定（素案）について", "衛生管理について")
    meet(council, "学校給食費の改定（案）について")
    propose_threads()
    assert proposed() == {
        "学校給食費の改定": ["学校給食費の改定（素案）について", "学校給食費の改定（案）について"]
    }
    entries = ThreadEntry.objects.all()
    assert {entry.standing for entry in entries} == {Standing.PROPOSED}
    assert {entry.grounds for entry in entries} == {"議題名が「学校給食費の改定」まで同じ"}


def test_two_items_of_one_meeting_are_no_thread(council):
    meet(council, "学校給食費の改定について", "学校給食費の改定（続き）")
    propose_threads()
    assert not Thread.objects.exists()


def test_routine_and_headings_without_business_are_not_proposed(council):
    for _ in range(2):
        meeting = meet(council, "会長の選出について", "前回会議録の確認", "次回の日程について")
        make.item(meeting, "給食の試食", kind="greeting")
    propose_threads()
    assert not Thread.objects.exists()


def test_unrelated_bodies_share_no_thread(council):
    meet(council, "アレルギー対応について")
    meet(make.body("楓原町学校給食センター運営委員会"), "アレルギー対応について")
    propose_threads()
    assert not Thread.objects.exists()


def test_a_thread_goes_on_in_the_bodies_that_came_after(council):
    later = make.body("朝凪市学校給食審議会", predecessors=[council])
    latest = make.body("朝凪市食育審議会", predecessors=[later])
    meet(council, "アレルギー対応について")
    meet(latest, "アレルギー対応（答申案）について")
    propose_threads()
    assert len(proposed()["アレルギー対応"]) == 2


def test_only_the_family_of_the_named_bodies_is_looked_at(council):
    other = make.body("鈴鳴町図書館協議会")
    for body in (council, other):
        meet(body, "開館時間の延長について")
        meet(body, "開館時間の延長について")
    propose_threads([other])
    assert {entry.item.meeting.body for entry in ThreadEntry.objects.all()} == {other}


def test_the_family_of_a_named_body_is_looked_at_with_it(council):
    later = make.body("朝凪市食育審議会", predecessors=[council])
    for body in (council, later):
        meet(body, "アレルギー対応について")
    propose_threads([later])
    assert {entry.item.meeting.body for entry in ThreadEntry.objects.all()} == {council, later}


def test_a_title_of_two_characters_says_too_little(council):
    for _ in range(2):
        meet(council, "道路", "公民館")
    propose_threads()
    assert list(proposed()) == ["公民館"]


def test_one_bill_has_one_number_in_one_year_and_similar_titles(council):
    for title in ("公民館条例の一部改正について", "公民館条例の一部を改正する条例について"):
        item = make.item(meet(council), title, number="議案第4号")
    make.item(meet(council), "市道路線の廃止", number="議案第4号")
    make.item(
        meet(council, date=datetime.date(2025, 6, 1)), "公民館条例の一部改正をする条例", number="議案第4号"
    )
    propose_threads()
    entries = ThreadEntry.objects.filter(grounds="2024年の議案第4号で番号が同じ")
    assert entries.count() == 2
    assert item in {entry.item for entry in entries}


def test_what_was_carried_over_is_looked_for_in_the_next_meeting(council):
    meeting = meet(council)
    make.item(meeting, "空き家バンクについて", outcome="登録は了承。片付けの補助は、次回に再度協議する。")
    meet(council, "空き家の片付けの補助について", "所有者への通知について")
    meet(council, "空き地の片付けの補助制度について")
    propose_threads()
    assert proposed() == {"空き家の片付けの補助": ["空き家バンクについて", "空き家の片付けの補助について"]}
    grounds = "前の会議の審議結果に「次回に再度協議する」とあり、「片付けの補助」が共通"
    assert ThreadEntry.objects.first().grounds == grounds


@pytest.mark.parametrize(("word", "threads"), [("街路樹", []), ("通学区域", ["通学区域"])])
def test_what_was_carried_over_shares_four_characters(council, word, threads):
    outcome = f"{'とても' * 20}長いが次回に続ける"
    make.item(meet(council), f"{word}について", outcome=outcome)
    meet(council, f"{word}に使う予算について")
    propose_threads()
    assert list(proposed()) == threads
    for entry in ThreadEntry.objects.all():
        assert f"「{outcome[:60]}」とあり" in entry.grounds


def test_an_item_titled_only_continued_takes_up_the_carried_over(council):
    make.item(meet(council, "視察の報告書"), "通学路の安全対策", outcome="継続審査とする。")
    meet(council, "継続審査について")
    propose_threads()
    assert proposed() == {"通学路の安全対策": ["通学路の安全対策", "継続審査について"]}


def test_a_shared_phrase_makes_a_thread_unless_it_fits_anything(council):
    meet(council, "学校給食費の無償化に関する検討について", "情報化推進計画の進捗について")
    meet(council, "給食費の段階的な無償化の案について", "環境推進計画の進捗について")
    propose_threads()
    assert list(proposed()) == ["給食費の無償化"]


def test_running_again_changes_nothing(council):
    for _ in range(3):
        meet(council, "学校給食費の改定について", "給食費の無償化の時期について")
    propose_threads()
    before = list(ThreadEntry.objects.order_by("pk").values())
    assert not propose_threads().entries
    assert list(ThreadEntry.objects.order_by("pk").values()) == before


def test_later_items_are_proposed_for_a_confirmed_thread(council):
    old = [make.item(meet(council), "学校給食費の改定について") for _ in range(2)]
    thread = make.thread(*old, title="給食費の値上げ")
    before = thread.updated_at
    new = make.item(meet(council), "学校給食費の改定（最終案）について")
    propose_threads()
    assert [(entry.thread, entry.item) for entry in ThreadEntry.objects.filter(standing="proposed")] == [
        (thread, new)
    ]
    thread.refresh_from_db()
    assert thread.updated_at > before


def test_an_item_goes_to_the_thread_with_most_confirmed_items(council):
    titles = ["学校給食費の改定について"] * 4
    first, second, third, fourth = (make.item(meet(council), title) for title in titles)
    make.thread(first, second, third, title="提案", standing="proposed")
    confirmed = make.thread(fourth, title="確認済み")
    new = make.item(meet(council), "学校給食費の改定について")
    propose_threads()
    assert ThreadEntry.objects.get(item=new).thread == confirmed


def test_what_was_refused_is_not_proposed_again(council):
    for _ in range(3):
        meet(council, "学校給食費の改定について")
    propose_threads()
    ThreadEntry.objects.update(standing=Standing.REFUSED)
    meet(council, "学校給食費の改定について")
    assert not propose_threads().entries
    first, second, third = ThreadEntry.objects.order_by("pk")
    for entry in (first, second):
        entry.standing = Standing.CONFIRMED
        entry.save()
    propose_threads()
    third.refresh_from_db()
    assert third.standing == Standing.REFUSED
    assert Thread.objects.count() == 1
    assert ThreadEntry.objects.count() == 4


def test_items_of_drafts_are_proposed_of_withdrawn_meetings_not(council):
    meet(council, "学校給食費の改定について")
    meet(council, "学校給食費の改定について", status="draft")
    withdrawn = meet(
        council,
        "学校給食費の改定について",
        status="withdrawn",
        withdrawn_on=datetime.date(2024, 5, 1),
        withdrawn_reason="誤りのため",
    )
    propose_threads()
    assert ThreadEntry.objects.count() == 2
    assert not ThreadEntry.objects.filter(item__meeting=withdrawn).exists()


def test_long_titles_are_cut_to_the_length_of_a_threads_title(council):
    for _ in range(2):
        meet(council, f"{'とても長い議題名' * 40}について")
    propose_threads()
    thread = Thread.objects.get()
    assert thread.title.endswith("…")
    assert len(thread.title) == 200


TITLES = [
    "給食費の無償化",
    "給食費の無償化（案）",
    "中学校給食費の無償化の時期",
    "アレルギー対応",
    "継続審議について",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    agendas=st.lists(
        st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(["", "次回に継続"])), max_size=3),
        min_size=2,
        max_size=5,
    ),
    decisions=st.lists(st.sampled_from(Standing.values), min_size=20, max_size=20),
)
def test_decisions_stay_and_nothing_is_proposed_twice(agendas, decisions):
    AgendaItem.objects.all().delete()
    Thread.objects.all().delete()
    council = make.body(f"会議体{Body.objects.count()}")
    for agenda in agendas:
        meeting = meet(council)
        for title, outcome in agenda:
            make.item(meeting, title, outcome=outcome)
    propose_threads()
    for entry, standing in zip(ThreadEntry.objects.order_by("pk"), decisions, strict=False):
        ThreadEntry.objects.filter(pk=entry.pk).update(standing=standing)
    decided = dict(ThreadEntry.objects.values_list("pk", "standing"))
    propose_threads()
    after = dict(ThreadEntry.objects.values_list("pk", "standing"))
    assert after.items() >= decided.items()
    assert not propose_threads().entries
    live = ThreadEntry.objects.exclude(standing=Standing.REFUSED)
    assert live.count() == live.values("item").distinct().count()


def test_the_command_proposes_and_with_confirm_confirms(council, capsys):
    for _ in range(2):
        meet(council, "学校給食費の改定について")
    call_command("propose_threads")
    assert "続いていると思われる議題2件を提案しました（新しいつながり1件）。" in capsys.readouterr().out
    refused = ThreadEntry.objects.first()
    ThreadEntry.objects.filter(pk=refused.pk).update(standing=Standing.REFUSED)
    call_command("propose_threads", "--confirm")
    assert "1件を確認済みにしました。" in capsys.readouterr().out
    standings = ThreadEntry.objects.order_by("pk").values_list("standing", flat=True)
    assert list(standings) == ["refused", "confirmed"]


def test_the_command_looks_at_one_body_where_it_is_named(council):
    for _ in range(2):
        meet(council, "学校給食費の改定について")
    other = make.body("鈴鳴町図書館協議会")
    call_command("propose_threads", "--body", other.slug)
    assert not Thread.objects.exists()
    with pytest.raises(CommandError, match="会議体はありません"):
        call_command("propose_threads", "--body", "nothing")


@pytest.mark.slow
def test_the_demonstration_has_threads_to_show():
    """The example minutes hold matters that go on."""
    call_command("load_municipalities", str(FIXTURES / "municipalities.csv"), verbosity=0)
    call_command("import_minutes", str(FIXTURES / "documents"), "--commit", "--publish", verbosity=0)
    call_command("propose_threads", "--confirm", verbosity=0)
    public = Thread.objects.published().values_list("title", flat=True)
    assert set(public) == {"給食費の無償化", "空き家の片付けの補助", "共同運行"}
