"""Reading a feed, and checking that it is Atom (RFC 4287) with pages (RFC 5005) and tombstones (RFC 6721)."""

import datetime
import re
from collections import Counter
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = "{http://purl.org/syndication/history/1.0}"
TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
HOST = "http://testserver"

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ONCE = {"id", "title", "updated", "subtitle", "generator", "icon", "logo", "rights", "published", "summary"}
_OF_FEED = {*_ONCE, "author", "category", "contributor", "link", "entry"} - {"published", "summary"}
_OF_ENTRY = {*_ONCE, "author", "category", "contributor", "link", "content", "source"} - {
    "subtitle", "generator", "icon", "logo",
}  # fmt: skip


def read_feed(client, path):
    """The feed at that address, which must be valid and say that it is at that address."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = lxml.etree.fromstring(response.content)
    check_atom(root)
    return root


def check_atom(root):
    assert root.tag == f"{ATOM}feed"
    _check_part(root, _OF_FEED)
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        _check_part(entry, _OF_ENTRY)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    _check_pages(root)
    gone = root.findall(f"{TOMBSTONES}deleted-entry")
    for each in gone:
        assert set(each.attrib) == {"ref", "when"}
        _check_address(each.get("ref"))
        _check_moment(each.get("when"))
        assert [part.tag for part in each] == [f"{TOMBSTONES}comment"]
        assert not ids.count(each.get("ref"))
    known = {f"{ATOM}{name}" for name in _OF_FEED} | {f"{PAGES}complete", f"{TOMBSTONES}deleted-entry"}
    assert {part.tag for part in root} <= known


def _check_part(part, allowed):
    """What a feed and an entry have alike (RFC 4287, 4.1.1 and 4.1.2)."""
    own = [child for child in part if child.tag.startswith(ATOM)]
    counts = Counter(child.tag.removeprefix(ATOM) for child in own)
    assert set(counts) <= allowed
    assert all(counts[name] == 1 for name in ("id", "title", "updated"))
    assert all(counts[name] <= 1 for name in _ONCE)
    assert counts["author"] >= 1
    for child in own:
        name = child.tag.removeprefix(ATOM)
        if name in {"updated", "published"}:
            _check_moment(child.text)
        elif name == "author":
            assert child.findtext(f"{ATOM}name")
        elif name == "category":
            assert child.get("term")
        elif name in {"title", "summary"}:
            assert child.get("type", "text") in {"text", "html"}
        elif name == "link":
            _check_address(child.get("href"))
    assert part.findtext(f"{ATOM}title")
    _check_address(part.findtext(f"{ATOM}id"))
    relations = Counter(
        (each.get("rel"), each.get("type"), each.get("hreflang")) for each in part.findall(f"{ATOM}link")
    )
    assert set(relations.values()) == {1}
    assert link(part, "alternate")


def _check_pages(root):
    """RFC 5005: a feed is complete or has pages; the first and the last have no page beyond."""
    complete = root.find(f"{PAGES}complete") is not None
    rels = [rel for rel in ("first", "last", "next", "previous") if link(root, rel)]
    assert complete == (rels == [])
    if not complete:
        assert {"first", "last"} <= set(rels)
        assert (link(root, "self") == link(root, "last")) == (link(root, "next") is None)
        assert (link(root, "self") == link(root, "first")) == (link(root, "previous") is None)


def _check_address(address):
    parts = urlsplit(address)
    assert parts.scheme in {"http", "https"}
    assert parts.netloc
    assert address.isascii()
    assert " " not in address


def _check_moment(text):
    """RFC 3339, in which a moment has its offset."""
    assert _MOMENT.fullmatch(text)
    assert datetime.datetime.fromisoformat(text).tzinfo


def link(part, rel):
    found = [each.get("href") for each in part.findall(f"{ATOM}link") if each.get("rel") == rel]
    assert len(found) < 2
    return found[0] if found else None


def entries(root):
    return [link(entry, "alternate") for entry in root.iter(f"{ATOM}entry")]


def tombstones(root):
    """The address, the moment and the reason of what was withdrawn."""
    gone = root.iter(f"{TOMBSTONES}deleted-entry")
    return [(each.get("ref"), each.get("when"), each.findtext(f"{TOMBSTONES}comment")) for each in gone]


def categories(entry):
    return [each.get("term") for each in entry.findall(f"{ATOM}category")]


def summary_of(entry):
    """What an entry's summary says to people, a paragraph a line."""
    summary = entry.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    return [p.text_content() for p in lxml.html.fragment_fromstring(summary.text, create_parent="div")]


def follow(client, path):
    """Every page of a feed, from that one on to the last."""
    while path:
        root = read_feed(client, path)
        assert link(root, "self") == f"{HOST}{path}"
        yield root
        path = (link(root, "next") or "").removeprefix(HOST)
