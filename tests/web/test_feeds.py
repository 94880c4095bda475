"""The feeds: what is new, of everything, a body, a municipality, a speaker."""

import datetime

import lxml.etree
import lxml.html
import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import FormerAddress, Meeting
from meetings.web.feeds import Entry, Feed, answer
from tests import factories as make
from tests.web.atom import (
    ATOM,
    HOST,
    categories,
    check_atom,
    entries,
    follow,
    link,
    read_feed,
    summary_of,
    tombstones,
)

DAY = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"visibility": "internal"},
    {"status": "withdrawn", "withdrawn_on": datetime.date(2024, 5, 1), "withdrawn_reason": "誤りのため"},
]


def read(client, path):
    """The feed at that address, which must say that it is there."""
    root = read_feed(client, path)
    assert link(root, "self") == f"{HOST}{path}"
    return root


@pytest.fixture
def archive(db):
    """A town with a body, a meeting of it with a turn, and the addresses of their feeds."""
    town = make.municipality("潮見野市")
    body = make.body("潮見野審議会", town)
    speaker = make.speaker("若葉 薫", municipality=town)
    meeting = make.meeting(
        body, title="第1回", date=datetime.date(2024, 9, 10), updated_at=DAY, published_at=DAY
    )
    make.item(meeting, "予算", number="1")
    make.item(meeting, "その他", number="2")
    make.turn(meeting, "公園の予算です。", label="若葉委員", speaker=speaker)
    feeds = ("/feed/", *(f"{each.get_absolute_url()}feed/" for each in (body, town, speaker)))
    return town, body, speaker, meeting, feeds


def test_a_meeting_comes_with_its_day_body_and_start_of_agenda(client, archive):
    town, body, _, meeting, _ = archive
    for path, page in (
        ("/feed/", "/"),
        (f"{body.get_absolute_url()}feed/", body.get_absolute_url()),
        (f"{town.get_absolute_url()}feed/", town.get_absolute_url()),
    ):
        root = read(client, path)
        assert link(root, "alternate") == f"{HOST}{page}"
        (entry,) = root.iter(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "潮見野審議会　第1回（令和6年（2024年）9月10日（火））"
        assert (
            entry.findtext(f"{ATOM}id") == link(entry, "alternate") == f"{HOST}{meeting.get_absolute_url()}"
        )
        assert entry.findtext(f"{ATOM}published") == "2025-01-01T00:00:00+00:00"
        assert summary_of(entry) == [
            "みのり県潮見野市　潮見野審議会",
            "開催日：令和6年（2024年）9月10日（火）",
            "議題：1 予算／2 その他",
        ]
        assert categories(entry) == ["みのり県潮見野市", "潮見野審議会", "記載なし"]


def test_a_speakers_turns_come_with_their_words(client, archive):
    *_, meeting, feeds = archive
    root = read(client, feeds[3])
    assert root.findtext(f"{ATOM}title") == "若葉 薫の新着の発言｜会議録アーカイブ"
    (entry,) = root.iter(f"{ATOM}entry")
    assert link(entry, "alternate") == f"{HOST}{meeting.get_absolute_url()}1/"
    assert entry.findtext(f"{ATOM}title").startswith("若葉委員：潮見野審議会　第1回")
    assert summary_of(entry) == ["公園の予算です。", "潮見野審議会"]
    assert categories(entry) == ["みのり県潮見野市", "潮見野審議会", "発言"]


def test_a_correction_updates_the_same_entry(client, archive):
    _, body, _, meeting, _ = archive
    newer = make.meeting(body, updated_at=DAY + datetime.timedelta(days=1))
    here, there = (f"{HOST}{each.get_absolute_url()}" for each in (meeting, newer))
    assert entries(read(client, "/feed/")) == [there, here]
    corrected = DAY + datetime.timedelta(days=2)
    Meeting.objects.filter(pk=meeting.pk).update(updated_at=corrected, title="第1回（訂正）")
    root = read(client, "/feed/")
    assert entries(root) == [here, there]
    assert root.findtext(f"{ATOM}updated") == corrected.isoformat()
    first = next(root.iter(f"{ATOM}entry"))
    assert first.findtext(f"{ATOM}updated") == corrected.isoformat()
    assert first.findtext(f"{ATOM}published") == DAY.isoformat()


@pytest.mark.parametrize("state", HIDDEN, ids=lambda state: "-".join(map(str, state.values()))[:20])
def test_what_is_hidden_is_in_no_feed_and_changes_none(client, archive, state):
    _, body, speaker, _, feeds = archive
    before = [client.get(path).content for path in feeds]
    hidden = make.meeting(body, updated_at=DAY + datetime.timedelta(days=9), **state)
    make.turn(hidden, speaker=speaker)
    assert [client.get(path).content for path in feeds] == before


def withdraw(meeting, when, reason="誤りのため"):
    Meeting.objects.filter(pk=meeting.pk).update(
        status="withdrawn", withdrawn_on="2025-02-01", withdrawn_reason=reason, updated_at=when
    )


def test_what_is_withdrawn_leaves_a_tombstone(client, archive):
    _, body, speaker, meeting, feeds = archive
    other = make.meeting(body, updated_at=DAY)
    make.turn(other, speaker=speaker)
    later = DAY + datetime.timedelta(days=3)
    withdraw(meeting, later)
    for path, lost in zip(feeds, ["", "", "", "1/"], strict=True):
        root = read(client, path)
        assert len(entries(root)) == 1
        address = f"{HOST}{meeting.get_absolute_url()}{lost}"
        assert tombstones(root) == [(address, later.isoformat(), "誤りのため")]
        assert root.findtext(f"{ATOM}updated") == later.isoformat()
        for words in ("公園", "第1回", "若葉委員", "予算"):
            assert words not in client.get(path).content.decode()


def test_a_withdrawn_turn_leaves_a_tombstone(client, archive):
    *_, meeting, feeds = archive
    make.withdrawn_turn(meeting, "取り消した発言", speaker=meeting.turns.get().speaker, label="若葉委員")
    root = read(client, feeds[3])
    assert len(entries(root)) == 1
    assert tombstones(root) == [
        (f"{HOST}{meeting.get_absolute_url()}2/", DAY.isoformat(), "発言者の申出による")
    ]
    assert "取り消した" not in client.get(feeds[3]).content.decode()
    assert tombstones(read(client, "/feed/")) == []


def test_tombstones_do_not_tell_who_spoke(client, archive):
    """The page of a withdrawn turn does not name its speaker: nor does it matter to feeds."""
    _, _, speaker, meeting, feeds = archive
    other = make.speaker("楓 茂", body=meeting.body)
    make.turn(meeting, "賛成です。", speaker=other)
    gone = []
    for of in (speaker, other):
        withdrawn = make.withdrawn_turn(meeting, "取り消した発言", speaker=of)
        gone += [f"{HOST}{withdrawn.get_absolute_url()}"]
    for path in (feeds[3], f"{other.get_absolute_url()}feed/"):
        assert [address for address, *_ in tombstones(read(client, path))] == gone


@pytest.mark.parametrize("state", [{"visibility": "internal"}, {"published_at": None}], ids=str)
def test_what_nobody_saw_leaves_no_tombstone(client, archive, state):
    _, body, _, _, feeds = archive
    before = [client.get(path).content for path in feeds]
    unseen = make.meeting(body, **({"published_at": DAY} | state))
    make.turn(unseen, "内々の話。")
    withdraw(unseen, DAY)
    assert [client.get(path).content for path in feeds] == before


def test_a_tombstone_is_of_its_own_town_and_body(client, archive):
    *_, feeds = archive
    elsewhere = make.meeting(make.body("楓町審議会", make.municipality("楓町")), published_at=DAY)
    withdraw(elsewhere, DAY)
    counts = [len(tombstones(read(client, path))) for path in feeds[:3]]
    assert counts == [1, 0, 0]


def test_old_minutes_published_today_come_first(client, archive):
    _, body, speaker, _, feeds = archive
    old = make.meeting(
        body, date=datetime.date(2020, 4, 1), updated_at=DAY + datetime.timedelta(days=1), published_at=DAY
    )
    make.turn(old, speaker=speaker)
    for path in feeds:
        assert entries(read(client, path))[0].startswith(f"{HOST}{old.get_absolute_url()}")


def test_the_same_archive_gives_the_same_bytes(client, archive):
    for path in archive[-1]:
        assert client.get(path).content == client.get(path).content


def test_a_long_feed_continues_on_further_pages(client, db):
    body = make.body()
    made = {f"{HOST}{make.meeting(body).get_absolute_url()}" for _ in range(120)}
    withdraw(make.meeting(body, published_at=DAY), DAY)
    pages = list(follow(client, f"{body.get_absolute_url()}feed/"))
    assert sorted(address for root in pages for address in entries(root)) == sorted(made)
    assert len(pages) == 3
    assert len({root.findtext(f"{ATOM}id") for root in pages}) == 1
    assert link(pages[1], "previous") == link(pages[0], "self")
    assert link(pages[2], "previous") == link(pages[1], "self")
    assert {link(root, "last") for root in pages} == {link(pages[2], "self")}
    assert [len(tombstones(root)) for root in pages] == [1, 0, 0]


def test_an_archive_without_minutes_has_a_feed_without_entries(client, db):
    assert entries(read(client, "/feed/")) == []


@pytest.mark.parametrize("path", ["/bodies/none/feed/", "/municipalities/123456/feed/", "/speakers/9/feed/"])
def test_there_is_no_feed_of_what_has_no_page(client, db, path):
    assert client.get(path).status_code == 404


def test_a_body_that_shows_nothing_has_no_feed(client, db):
    meeting = make.meeting(status="draft")
    assert client.get(f"{meeting.body.get_absolute_url()}feed/").status_code == 404


def test_a_moved_bodys_feed_moves_and_a_withdrawn_ones_says_why(client, db):
    FormerAddress.objects.create(path="/bodies/old/", moved_to="/bodies/new/")
    FormerAddress.objects.create(path="/bodies/gone/", reason="誤って載せたため", changed_on="2024-05-01")
    moved = client.get("/bodies/old/feed/?page=2")
    assert (moved.status_code, moved["Location"]) == (301, "/bodies/new/feed/?page=2")
    gone = client.get("/bodies/gone/feed/")
    assert gone.status_code == 410
    assert "誤って載せたため" in gone.content.decode()


def test_the_addresses_are_those_of_the_public_site(client, archive, settings):
    settings.SITE_URL = "https://minutes.example.jp"
    for path in archive[-1]:
        assert HOST not in client.get(path).content.decode()


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_text_of_the_record_is_escaped_in_feeds(text):
    """Readers of feeds draw a summary as HTML: no words of the record may become markup."""
    entry = Entry(title=text, path="/meetings/x/", author=text, lines=(text,), updated=DAY)
    feed = Feed(title=text, about=text, path="/feed/", page_path="/", entries=[entry])
    root = lxml.etree.fromstring(answer(RequestFactory().get("/feed/"), feed).content)
    kept = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t　")
    if kept.strip():
        check_atom(root)
    (found,) = root.iter(f"{ATOM}entry")
    summary = lxml.html.fragment_fromstring(found.findtext(f"{ATOM}summary"), create_parent="div")
    assert [element.tag for element in summary.iter()] == ["div", "p"]
    assert summary.text_content() == kept
    assert found.findtext(f"{ATOM}title") == kept
