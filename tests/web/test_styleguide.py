"""The style guide: every part has an example, drawn without the database."""

from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from django.template import engines

from meetings.web.styleguide.colours import COLOURS, DECORATION, contrast, schemes, swatches
from meetings.web.styleguide.parts import declared
from meetings.web.terms import LEVELS, RECORD_TYPES

ROOT = Path(__file__).resolve().parents[2]
MISSING = "missing-variable"
MAY_BE_MISSING = {
    "components/_breadcrumb.html",
    "components/_pager.html",
    "threads/_entry.html",
    "threads/_row.html",
}
"""Templates that look at a variable whether it is given or not: the pager's anchor, an item's discussion, the
town that a reader is at."""


@pytest.fixture
def parts():
    return [part for chapter in declared()["chapters"] for part in chapter["parts"]]


@pytest.fixture
def open_guide(client):
    # no db fixture: pytest-django refuses every query here
    def open_it():
        response = client.get("/styleguide/")
        assert response.status_code == 200
        return lxml.html.fromstring(response.content.decode())

    return open_it


@pytest.fixture
def page(open_guide):
    return open_guide()


def test_it_needs_no_database_and_is_not_indexed(page):
    assert len(page.cssselect("h1")) == 1
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"


def test_every_component_has_an_example(parts):
    shown = {part["template"] for part in parts}
    there = {f"components/{path.name}" for path in (ROOT / "templates/components").glob("*.html")}
    assert there - shown == set(), "add these to meetings/web/styleguide/parts.toml"


def test_what_a_part_names_is_there(parts):
    for part in parts:
        assert (ROOT / "templates" / part["template"]).is_file(), part["template"]
        assert (ROOT / part.get("source", "templates")).exists(), part["source"]
        for sheet in part["styles"]:
            assert (ROOT / "static/css" / sheet).is_file(), sheet
        assert part["purpose"].endswith("。"), part["name"]


def test_every_state_draws_something_and_each_its_own(page, parts):
    looks = page.cssselect(".part-look")
    assert len(looks) == sum(len(part.get("states", [{}])) for part in parts)
    drawn = [lxml.html.tostring(look) for look in looks]
    assert all(look.text_content().strip() or look.cssselect("svg") for look in looks)
    doubled = [html for html, count in Counter(drawn).items() if count > 1]
    assert doubled == []


def test_the_samples_give_all_that_the_templates_print(open_guide, parts, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", MISSING)
    shown = iter(open_guide().cssselect(".part-look"))
    lacking = {
        part["template"]
        for part in parts
        for _ in part.get("states", [{}])
        if MISSING in lxml.html.tostring(next(shown), encoding="unicode")
    }
    assert lacking == MAY_BE_MISSING


def test_every_badge_is_shown(page):
    for term in (*LEVELS, *RECORD_TYPES.values()):
        assert page.cssselect(f".badge-{term.key}"), term.word


def test_turns_are_shown_of_every_level_and_in_every_state(page):
    for look in (
        "person",
        "office",
        "organisation",
        "anonymous",
        "unknown",
        "narration",
        "procedure",
        "withdrawn",
    ):
        assert page.cssselect(f".turn-{look}"), look
    assert page.cssselect(".turn mark")


def test_anchors_are_unique_and_nothing_is_styled_in_place(page):
    ids = [each.get("id") for each in page.cssselect("[id]")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert not page.cssselect("style, [style], [onclick]")


@pytest.mark.django_db
def test_nothing_links_to_it(client):
    for path in ("/", "/help/", "/about/", "/data/", "/sitemap.xml", "/sitemap-pages-1.xml"):
        assert "styleguide" not in client.get(path).content.decode(), path


# -- colours -----------------------------------------------------------------------------------------------


def test_every_colour_of_the_style_sheet_is_shown():
    light, _ = schemes()
    assert {colour.name for colour in COLOURS} == set(light)


def test_every_colour_is_seen_well_enough_in_light_and_dark():
    for swatch in swatches():
        assert swatch.lowest >= swatch.colour.needed, swatch
        if swatch.colour.needed > DECORATION:
            assert swatch.verdict != "飾りだけに使えます"


def test_contrast_is_wcags():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1
