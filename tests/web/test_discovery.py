"""What tells machines the way: robots.txt, the description of the search, and the links in every head."""

import datetime
import json
import re
import struct
from urllib.parse import quote, urlsplit

import lxml.etree
import lxml.html
import pytest
from django.conf import settings
from django.urls import reverse

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
HOST = "http://testserver"


def rules(client):
    """[(allowed, pattern)] of robots.txt for everybody."""
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line for line in response.content.decode().splitlines() if line and not line.startswith("#")]
    assert lines[0] == "User-agent: *"
    pairs = [line.split(": ", 1) for line in lines[1:]]
    assert {name for name, _ in pairs} == {"Allow", "Disallow", "Sitemap"}
    return [(name == "Allow", path) for name, path in pairs if name != "Sitemap"]


def may_crawl(rules, path):
    """RFC 9309: the longest pattern that fits decides; of equals, the one that allows."""
    fitting = [
        (len(pattern), allowed)
        for allowed, pattern in rules
        if re.match(re.escape(pattern).replace(r"\*", ".*"), path)
    ]
    return max(fitting)[1]


def test_crawlers_may_read_the_record_but_not_endless_searches(client):
    allowed = rules(client)
    for path in (
        "/",
        "/search/",
        "/bodies/?kind=council&page=2",
        "/bodies/992011-001/?year=2024",
        "/bodies/992011-001/feed/",
        "/meetings/992011001X00120240910/",
        "/meetings/992011001X00120240910/12/",
        "/speakers/?page=3",
        "/static/css/base.css",
        "/sitemap-turns-1.xml",
        "/feed/",
    ):
        assert may_crawl(allowed, path), path
    for path in (
        "/search/?q=公園",
        "/search/?kind=speech&year=2024",
        "/search/results.csv?q=公園",
        "/search/feed/?q=公園",
        "/meetings/992011001X00120240910/?q=公園",
        "/admin/",
    ):
        assert not may_crawl(allowed, path), path


def test_robots_txt_names_the_sitemap_of_the_public_site(client, settings):
    assert f"Sitemap: {HOST}/sitemap.xml" in client.get("/robots.txt").content.decode()
    settings.SITE_URL = "https://minutes.example.jp"
    assert "Sitemap: https://minutes.example.jp/sitemap.xml" in client.get("/robots.txt").content.decode()


def description(client):
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    return lxml.etree.fromstring(response.content)


def test_the_search_is_described_by_addresses_that_answer(client):
    make.turn(make.meeting(), "公園です。")
    index_everything()
    root = description(client)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
    for kind in ("text/html", "application/atom+xml", "application/opensearchdescription+xml"):
        filled = templates[kind].replace("{searchTerms}", quote("公園")).replace("{startPage?}", "")
        assert filled.startswith(HOST)
        response = client.get(filled)
        assert response.status_code == 200
        assert response["Content-Type"].startswith(kind)
        assert ("{searchTerms}" in templates[kind]) == ("description" not in kind)


@pytest.mark.parametrize(
    "name",
    ["会議録アーカイブ", "みどり市立図書館会議録デジタルアーカイブ", "Minutes & <Records> of Midori", "会"],
)
def test_the_short_name_has_at_most_sixteen_characters(client, settings, name):
    settings.SITE_NAME = name
    short = description(client).findtext(f"{OPENSEARCH}ShortName")
    assert 0 < len(short) <= 16
    assert name.startswith(short.removesuffix("…"))
    assert (short == name) == (len(name) <= 16)
    assert len(description(client).findtext(f"{OPENSEARCH}LongName")) <= 48


def test_every_page_names_the_search_and_a_feed_that_answer(client):
    meeting = make.meeting(make.body(municipality=make.municipality()))
    turn = make.turn(meeting, "公園です。", speaker=make.speaker())
    index_everything()
    records = (meeting, meeting.body, meeting.body.municipality, turn, turn.speaker)
    paths = [record.get_absolute_url() for record in records]
    for path in (
        *paths,
        *map(reverse, ("web:home", "web:bodies", "web:search", "web:help")),
        "/search/?q=公園",
    ):
        links = lxml.html.fromstring(client.get(path).content).cssselect("head link")
        found = {
            link.get("type"): link.get("href") for link in links if link.get("rel") in ("search", "alternate")
        }
        assert found["application/opensearchdescription+xml"] == "/opensearch.xml"
        assert client.get(found["application/atom+xml"]).status_code == 200


def test_what_is_no_page_has_no_canonical_address(client):
    page = lxml.html.fromstring(client.get("/nothing/").content)
    assert not page.cssselect("link[rel=canonical]")


def test_the_canonical_address_is_that_of_the_public_site(client, settings):
    settings.SITE_URL = "https://minutes.example.jp"
    for path in ("/", "/bodies/", "/search/", make.meeting().get_absolute_url()):
        page = lxml.html.fromstring(client.get(path).content)
        canonical = urlsplit(page.cssselect("link[rel=canonical]")[0].get("href"))
        assert (canonical.scheme, canonical.netloc, canonical.path) == ("https", "minutes.example.jp", path)


def test_the_icon_is_found_where_programs_look_for_it(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/favicon.ico")["Location"] == "/static/favicon.svg"
        assert client.get("/apple-touch-icon.png")["Location"] == "/static/icons/touch-icon.png"


def pixels(path):
    """The size of a PNG of the site's own."""
    png = (settings.BASE_DIR / path.removeprefix("/")).read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return "x".join(map(str, struct.unpack(">II", png[16:24])))


def test_the_manifest_names_icons_of_these_sizes(client, settings):
    settings.SITE_NAME = "潮見野市の<会議録>"
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    found = json.loads(response.content)
    assert found["name"] == found["short_name"] == "潮見野市の<会議録>"
    assert client.get(found["start_url"]).status_code == 200
    assert {icon["sizes"] for icon in found["icons"]} == {"192x192", "512x512"}
    assert {icon["purpose"] for icon in found["icons"]} == {"any", "maskable"}
    for icon in found["icons"]:
        assert pixels(icon["src"]) == icon["sizes"]


def test_pages_name_the_manifest_and_the_icon_of_telephones(open_page):
    page = open_page("/")
    assert page.cssselect("link[rel=manifest]")[0].get("href") == "/manifest.webmanifest"
    assert pixels(page.cssselect("link[rel='apple-touch-icon']")[0].get("href")) == "180x180"


def test_security_txt_is_there_where_somebody_is_named(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACTS = ["mailto:security@town.example.jp", "https://town.example.jp/?a=1&b=2"]
    settings.SITE_URL = "https://minutes.example.jp"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    fields = [tuple(line.split(": ", 1)) for line in lines]
    assert [value for name, value in fields if name == "Contact"] == settings.SECURITY_CONTACTS
    only = {name: value for name, value in fields if name != "Contact"}
    assert only.keys() == {"Expires", "Preferred-Languages", "Canonical"}
    assert only["Canonical"] == "https://minutes.example.jp/.well-known/security.txt"


@pytest.mark.parametrize("today", ["2024-02-29", "2026-12-31"])
def test_security_txt_expires_within_a_year(client, settings, monkeypatch, today):
    """As RFC 9116 asks, whenever it is read."""
    day = datetime.date.fromisoformat(today)
    monkeypatch.setattr("meetings.web.views.discovery.timezone.localdate", lambda: day)
    settings.SECURITY_CONTACTS = ["tel:+81-3-0000-0000"]
    text = client.get("/.well-known/security.txt").content.decode()
    expires = datetime.datetime.fromisoformat(re.search("^Expires: (.*)$", text, re.MULTILINE)[1])
    assert expires.tzinfo
    assert datetime.timedelta(days=30) < expires.date() - day < datetime.timedelta(days=365)
