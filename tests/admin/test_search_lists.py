"""What the staff keep for the search: synonyms, records of searches, checks."""

import datetime
import io
from pathlib import Path

import lxml.html
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from meetings.models import SearchCheck, SearchRecord, SynonymGroup, Turn
from tests import factories
from tests.web.index import index_everything

from .form_filling import address, messages, staff, submit

pytestmark = pytest.mark.django_db

ADD = "/admin/meetings/synonymgroup/add/"
RECORDS = "/admin/meetings/searchrecord/"


@pytest.fixture
def librarian(db: None) -> Client:
    """Staff who look after the search."""
    return staff(
        "librarian", {"add change view delete": ["synonymgroup", "searchcheck"], "view": ["searchrecord"]}
    )


def test_words_typed_in_any_way_are_kept_apart(librarian: Client) -> None:
    assert submit(librarian, ADD, words="水琴窟、音の井戸\nひびき池　水琴窟").status_code == 302
    assert SynonymGroup.objects.get().each == ("水琴窟", "音の井戸", "ひびき池")


def test_mistakes_are_said_on_the_form_with_what_was_typed(librarian: Client) -> None:
    SynonymGroup.objects.create(words="水琴窟 音の井戸")
    answer = submit(librarian, ADD, words="水琴窟 ※")
    said = messages(answer)
    assert "ほかの組" in said
    assert "文字や数字を含まない" in said
    assert "水琴窟 ※" in answer.content.decode()
    kept = SynonymGroup.objects.get()
    assert submit(librarian, address("synonymgroup", kept), words="音の井戸 水琴窟").status_code == 302


def test_saving_says_which_shipped_group_is_replaced(librarian: Client) -> None:
    submit(librarian, ADD, words="自治会 隣組")
    page = librarian.get("/admin/meetings/synonymgroup/").content.decode()
    assert "はじめからある組「自治会・町内会・町会」の代わりに、この組を使います。" in page


def test_the_list_shows_the_shipped_groups_to_change(librarian: Client, onlooker: Client) -> None:
    path = "/admin/meetings/synonymgroup/"
    shipped = lxml.html.fromstring(librarian.get(path).content.decode()).cssselect(".shipped-synonyms li")
    [row] = [row for row in shipped if "町内会" in row.text_content()]
    form = librarian.get(f"{row.cssselect('a')[0].get('href')}")
    assert form.context["adminform"].form["words"].value() == "自治会 町内会 町会"
    SynonymGroup.objects.create(words="自治会 隣組", is_used=False)
    assert "町内会" not in librarian.get(path).content.decode()
    watched = onlooker.get(path).content.decode()
    assert "粗大ごみ" in watched
    assert "add/?words" not in watched


def record(text: str, then: str = "", days: int = 3, ago: int = 0) -> SearchRecord:
    last = timezone.localdate() - datetime.timedelta(days=ago)
    first = last - datetime.timedelta(days=days)
    return SearchRecord.objects.create(text=text, then=then, days=days, first_day=first, last_day=last)


def shown(client: Client) -> dict[str, tuple[str, str]]:
    """Of each row, whether its words find something now, and where it leads to."""
    page = lxml.html.fromstring(client.get(RECORDS).content.decode())
    rows = page.cssselect("#result_list tbody tr")
    return {
        row.cssselect(".field-text")[0].text_content(): (
            row.cssselect(".field-finds_now")[0].text_content(),
            "".join(link.get("href") for link in row.cssselect(".field-as_synonyms a")),
        )
        for row in rows
    }


def test_what_was_searched_on_few_days_is_not_shown(librarian: Client) -> None:
    record("水琴窟")
    few, old = record("音の井戸", days=2), record("ひびき池", ago=366)
    assert list(shown(librarian)) == ["水琴窟"]
    for hidden in (few, old):
        assert librarian.get(address("searchrecord", hidden)).status_code == 302
    assert "音の井戸" not in librarian.get(f"{RECORDS}?q=音の井戸").content.decode().replace(
        'value="音の井戸"', ""
    )


def test_a_record_says_whether_its_words_find_something_now(librarian: Client) -> None:
    draft = factories.meeting(status="draft")
    factories.turn(draft, "音の井戸")
    factories.turn(factories.meeting(), "水琴窟を直します。池も直します。")
    index_everything()
    for text in ("水琴窟", "音の井戸", "水琴窟 池", "水琴窟 駅", "AND"):
        record(text)
    finds = {text: says for text, (says, _) in shown(librarian).items()}
    expected = {
        "水琴窟": "見つかる",
        "音の井戸": "見つからない",
        "水琴窟 池": "見つかる",
        "水琴窟 駅": "見つからない",
    }
    assert {text: finds[text] for text in expected} == expected


def test_a_record_leads_to_the_form_for_a_synonym(librarian: Client, onlooker: Client) -> None:
    record("音の井戸", "水琴窟")
    record("ひびき池")
    record("池 改修", "池 修理")
    record("池 改修 予算")
    links = {text: link for text, (_, link) in shown(librarian).items()}
    filled = {
        text: librarian.get(link).context["adminform"].form["words"].value()
        for text, link in links.items()
        if link
    }
    assert filled == {"音の井戸": "音の井戸 水琴窟", "ひびき池": "ひびき池", "池 改修": "改修 修理"}
    assert "同義語に加える" not in onlooker.get(RECORDS).content.decode()


def test_nobody_enters_or_changes_a_record(chief: Client) -> None:
    kept = record("水琴窟")
    assert chief.get(address("searchrecord")).status_code == 403
    assert chief.post(address("searchrecord", kept), {"text": "別"}).status_code == 403
    assert 'name="_save"' not in chief.get(address("searchrecord", kept)).content.decode()


# -- checks ------------------------------------------------------------------------------------------------


@pytest.fixture
def turns() -> list[Turn]:
    meeting = factories.meeting()
    made = [factories.turn(meeting, text) for text in ("水琴窟を直します。", "音の井戸です。")]
    factories.turn(factories.meeting(status="draft"), "下書き")
    index_everything()
    return made


def test_turns_are_pasted_as_the_browser_shows_them(librarian: Client, turns: list[Turn]) -> None:
    first, second = turns
    answer = submit(
        librarian,
        address("searchcheck"),
        query="水琴窟",
        must_hit=f"http://minutes.example.jp{first.get_absolute_url()}\n",
        must_not_hit=f"{second.meeting.identifier}/2",
    )
    assert answer.status_code == 302, messages(answer)
    kept = SearchCheck.objects.get()
    assert (kept.must_hit, kept.must_not_hit) == tuple(
        f"{turn.meeting.identifier}/{turn.number}" for turn in turns
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"must_hit": "第3回の2番"}, "発言を指していません"),
        ({"must_hit": "992011001X00120240401/1"}, "公開している発言ではありません"),
        ({}, "見つかるべき発言か、出てはならない発言を入力してください。"),
    ],
)
def test_what_is_no_check_is_refused_in_words(librarian: Client, typed: dict[str, str], why: str) -> None:
    assert why in messages(submit(librarian, address("searchcheck"), query="水琴窟", **typed))


def test_a_turn_cannot_be_wanted_and_unwanted(librarian: Client, turns: list[Turn]) -> None:
    path = turns[0].get_absolute_url()
    answer = submit(librarian, address("searchcheck"), query="水琴窟", must_hit=path, must_not_hit=path)
    assert "見つかるべき発言にもあります" in messages(answer)


def judged(*files: Path) -> tuple[int, str]:
    """The exit status of judge_search, and what it prints."""
    out = io.StringIO()
    try:
        call_command("judge_search", *map(str, files), stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_what_is_right_and_what_fell(turns: list[Turn]) -> None:
    assert judged()[0] == 0
    first, second = (f"{turn.meeting.identifier}/{turn.number}" for turn in turns)
    SearchCheck.objects.create(query="水琴窟", must_hit=first, must_not_hit=second)
    status, said = judged()
    assert (status, said.splitlines()[0]) == (0, "○ 水琴窟")
    SearchCheck.objects.create(query="井戸", must_hit=f"{first}\n{second}")
    status, said = judged()
    assert status == 1
    assert f"× 井戸\n    出ません：{first}\n" in said
    assert "2件のうち、合うもの1件、合わないもの1件。" in said


def test_a_synonym_mends_a_check(turns: list[Turn]) -> None:
    both = "\n".join(f"{turn.meeting.identifier}/{turn.number}" for turn in turns)
    SearchCheck.objects.create(query="水琴窟", must_hit=both)
    assert judged()[0] == 1
    SynonymGroup.objects.create(words="水琴窟 音の井戸")
    assert judged()[0] == 0


def test_the_command_reads_a_table_too(turns: list[Turn], tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    of = turns[0].meeting.identifier
    table.write_text(
        f"検索語,見つかるべき発言,出てはならない発言\n水琴窟,{of}/1,{of}/2\n井戸,,{of}/2\n", "utf-8"
    )
    status, said = judged(table)
    assert status == 1
    assert f"× 井戸\n    出てしまいます：{of}/2\n" in said
    table.write_text("検索語\n", "utf-8")
    with pytest.raises(CommandError, match="見つかるべき発言"):
        judged(table)
    with pytest.raises(CommandError, match="読めません"):
        judged(tmp_path / "none.csv")
