"""The sitemaps: everything public and nothing else, each with the day of its record, by the protocol."""

import datetime
import re

import lxml.etree
import lxml.html
import pytest

from meetings.models import AgendaItem, Meeting, Turn
from meetings.web import sitemaps
from meetings.web.urls import urlpatterns
from tests import factories as make
from tests.web.archive import Size, build_archive

pytestmark = pytest.mark.django_db

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "http://testserver"
EARLY = datetime.datetime(2024, 5, 1, 3, 0, tzinfo=datetime.UTC)
LATE = datetime.datetime(2025, 6, 2, 4, 5, 6, tzinfo=datetime.UTC)
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"visibility": "internal"},
    {"status": "withdrawn", "withdrawn_on": datetime.date(2024, 5, 1), "withdrawn_reason": "誤りのため"},
]


def read(client, address):
    """{address: last change} of an index or of a file."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml"
    return {
        entry.findtext(f"{NAMESPACE}loc"): entry.findtext(f"{NAMESPACE}lastmod")
        for entry in lxml.etree.fromstring(response.content)
    }


def read_all(client):
    """{path: last change} of every address in every file; none may stand in two."""
    every = {}
    for file in read(client, "/sitemap.xml"):
        for address, changed in read(client, file).items():
            assert address.startswith(HOST)
            assert address not in every
            every[address.removeprefix(HOST)] = changed
    return every


FOR_PROGRAMS = {
    "search_csv",
    "search_feed",
    "search_names",
    "feed",
    "favicon",
    "touch_icon",
    "opensearch",
    "manifest",
    "robots",
    "security_txt",
    "sitemap_index",
}


OTHER_HITS = {"search_internal", "search_materials"}


def test_every_page_of_which_there_is_one_is_listed():
    """But the style guide, for those who build the pages, the page of turns that a reader chooses, a form
    that is always about another page, and what only a search leads to."""
    single = {pattern.name for pattern in urlpatterns if not pattern.pattern.converters}
    assert single - FOR_PROGRAMS - {"styleguide", "turn_choice", "news", *OTHER_HITS} == {
        *sitemaps.LISTS,
        *sitemaps.PROSE,
    }


@pytest.fixture
def small_files(monkeypatch):
    monkeypatch.setattr(sitemaps, "KEYS_IN_A_FILE", 7)


@pytest.mark.slow
def test_every_address_is_a_page_by_its_canonical_name(client):
    build_archive(Size(municipalities=2, bodies=3, meetings=12, turns=5, speakers=12))
    for path in read_all(client):
        response = client.get(path)
        assert response.status_code == 200, path
        page = lxml.html.fromstring(response.content)
        assert page.cssselect("link[rel=canonical]")[0].get("href") == f"{HOST}{path}"
        assert "noindex" not in "".join(meta.get("content") for meta in page.cssselect("meta[name=robots]"))


def test_every_published_record_is_in_one_file_of_any_size(client, monkeypatch):
    build_archive(Size(municipalities=2, bodies=3, meetings=20, turns=5, speakers=12))
    expected = {each.get_absolute_url() for each in Meeting.objects.published()}
    for nouns in (Turn.objects.published(), AgendaItem.objects.published()):
        expected |= {each.get_absolute_url() for each in nouns.select_related("meeting")}
    for size in (1, 3, 50_000):
        monkeypatch.setattr(sitemaps, "KEYS_IN_A_FILE", size)
        assert {path for path in read_all(client) if path.startswith("/meetings/")} == expected


@pytest.mark.parametrize("state", HIDDEN, ids=lambda state: "-".join(map(str, state.values()))[:20])
def test_hidden_records_are_not_listed_and_change_no_date(client, state):
    town, open_town = make.municipality("隠市"), make.municipality("潮見野市")
    body = make.body("開かれた会", open_town)
    speaker = make.speaker(municipality=open_town)
    public = make.meeting(body, updated_at=EARLY)
    make.turn(public, speaker=speaker)
    make.withdrawn_turn(public, "取り消した", speaker=make.speaker("取消 太郎"))
    before = read_all(client)
    hidden = make.meeting(body, updated_at=LATE, **state)
    make.turn(hidden, speaker=speaker, item=make.item(hidden, "隠れた議題"))
    other = make.meeting(make.body("隠れた会", town), updated_at=LATE, **state)
    make.turn(other, speaker=make.speaker("隠 太郎"), municipality=town)
    assert read_all(client) == before
    assert f"{public.get_absolute_url()}2/" not in before


def test_a_record_has_the_date_of_its_last_changed_minutes(client):
    town, spoken_for = make.municipality("潮見野市"), make.municipality("楓原市")
    body = make.body("審議会", town)
    speaker = make.speaker(municipality=town)
    old, new = make.meeting(body, updated_at=EARLY), make.meeting(body, updated_at=LATE)
    make.turn(old, speaker=speaker, municipality=spoken_for)
    make.turn(new, speaker=speaker)
    changed = read_all(client)
    early, late = "2024-05-01T03:00:00+00:00", "2025-06-02T04:05:06+00:00"
    assert changed[old.get_absolute_url()] == changed[f"{old.get_absolute_url()}1/"] == early
    assert changed[new.get_absolute_url()] == changed[f"{new.get_absolute_url()}1/"] == late
    assert changed[spoken_for.get_absolute_url()] == early
    for record in (town, body, speaker):
        assert changed[record.get_absolute_url()] == late
    assert changed["/"] == changed["/bodies/"] == late
    assert changed["/help/"] is None


def test_the_index_says_when_each_file_was_changed(client, small_files):
    for n in range(20):
        make.turn(make.meeting(updated_at=EARLY + datetime.timedelta(days=n)))
    index = read(client, "/sitemap.xml")
    assert len(index) > 8
    for file, changed in index.items():
        assert changed == max(each for each in read(client, file).values() if each)
        response = client.get(file)
        assert datetime.datetime.strptime(
            response["Last-Modified"], "%a, %d %b %Y %H:%M:%S GMT"
        ) == datetime.datetime.fromisoformat(changed).replace(tzinfo=None)


def test_files_stay_the_same_when_records_are_added_or_hidden(client, small_files):
    meetings = [make.meeting(updated_at=EARLY) for _ in range(10)]
    for meeting in meetings:
        for _ in range(5):
            make.turn(meeting)

    def files():
        return {file: read(client, file) for file in read(client, "/sitemap.xml") if "-turns-" in file}

    before = files()
    hidden = {f"{HOST}{turn.get_absolute_url()}" for turn in meetings[0].turns.all()}
    Meeting.objects.filter(pk=meetings[0].pk).update(status="draft")
    make.turn(make.meeting())
    after = files()
    touched = {file for file, turns in before.items() if hidden & set(turns)} | {list(before)[-1]}
    assert len(before) - len(touched) >= 4
    for file in set(before) - touched:
        assert after[file] == before[file]


def test_an_anonymous_speaker_is_not_listed(client):
    meeting = make.meeting()
    make.turn(meeting, speaker=make.speaker("委員", "anonymous", meeting=meeting))
    assert not any(path.startswith("/speakers/") and path != "/speakers/" for path in read_all(client))


def test_addresses_are_those_of_the_public_site(client, settings):
    settings.SITE_URL = "https://minutes.example.jp"
    make.turn(make.meeting())
    for file in read(client, "/sitemap.xml"):
        assert file.startswith("https://minutes.example.jp/sitemap-")
        for address in read(client, file.removeprefix("https://minutes.example.jp")):
            assert address.startswith("https://minutes.example.jp/")


def test_the_files_keep_to_the_protocol(client):
    make.turn(make.meeting(), speaker=make.speaker(municipality=make.municipality()))
    index = client.get("/sitemap.xml").content
    assert index.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    root = lxml.etree.fromstring(index)
    assert root.tag == f"{NAMESPACE}sitemapindex"
    assert {entry.tag for entry in root} == {f"{NAMESPACE}sitemap"}
    for file in read(client, "/sitemap.xml"):
        assert file.removeprefix(f"{HOST}/").count("/") == 0  # a file speaks of its own folder only
        root = lxml.etree.fromstring(client.get(file).content)
        assert root.tag == f"{NAMESPACE}urlset"
        for entry in root:
            assert entry.tag == f"{NAMESPACE}url"
            tags = [part.tag.removeprefix(NAMESPACE) for part in entry]
            assert tags in (["loc"], ["loc", "lastmod"])
            changed = entry.findtext(f"{NAMESPACE}lastmod")
            assert changed is None or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", changed)
    assert sitemaps.KEYS_IN_A_FILE <= 50_000


def test_an_archive_without_minutes_has_its_pages(client):
    assert list(read(client, "/sitemap.xml")) == [f"{HOST}/sitemap-pages-1.xml"]
    assert "/" in read_all(client)


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-turns-99999.xml",
        "/sitemap-turns-0.xml",
        "/sitemap-pages-2.xml",
        "/sitemap-nothing-1.xml",
        "/sitemap-turns-999999999.xml",
    ],
)
def test_a_file_that_there_is_not_is_404(client, path):
    make.turn(make.meeting())
    assert client.get(path).status_code == 404
