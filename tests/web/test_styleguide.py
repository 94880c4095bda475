"""The styleguide: every part has an example, drawn without the database."""

import re
from collections import Counter
from pathlib import Path

import lxml.html
import pytest

from meetings.web.styleguide import chapters
from meetings.web.styleguide.palette import COLOURS, DECORATION, contrast, schemes, swatches

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def examples():
    return [example for chapter in chapters() for example in chapter.examples]


@pytest.fixture
def page(client):
    # no db fixture: pytest-django refuses every query here
    response = client.get("/styleguide/")
    assert response.status_code == 200
    return lxml.html.fromstring(response.content.decode())


def test_it_is_drawn_without_the_database_and_not_for_search_engines(page):
    assert len(page.cssselect("h1")) == 1
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"


def test_every_component_has_an_example(examples):
    shown = {example.template for example in examples}
    there = {f"components/{path.name}" for path in (ROOT / "templates/components").glob("*.html")}
    assert there - shown == set(), "add a function to meetings/web/styleguide/ for these"


def test_what_an_example_names_is_there(examples):
    for example in examples:
        assert (ROOT / example.source).is_file(), example.source
        for sheet in example.style_sheets:
            assert (ROOT / "static" / sheet).is_file(), sheet
        assert example.purpose.endswith("。"), example.name
        assert example.states, example.name


def test_the_page_links_every_style_sheet_that_it_shows(page, examples):
    linked = {re.sub(r".*?/static/", "", link.get("href")) for link in page.cssselect("link[rel=stylesheet]")}
    for example in examples:
        for sheet in example.style_sheets:
            stem = sheet.removesuffix(".css")
            assert any(re.fullmatch(rf"{stem}(\.\w+)?\.css", each) for each in linked), sheet


def test_every_state_draws_something_and_each_its_own(page, examples):
    looks = page.cssselect(".part-look")
    assert len(looks) == sum(len(example.states) for example in examples)
    drawn = [lxml.html.tostring(look) for look in looks]
    assert all(look.text_content().strip() or look.cssselect("svg") for look in looks)
    doubled = [html for html, count in Counter(drawn).items() if count > 1]
    assert doubled == []


def test_turns_are_shown_on_every_level_and_in_every_state(page):
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
