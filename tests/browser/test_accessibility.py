"""Every sort of page in Chromium: on every screen, in every colour, by the keyboard, without JavaScript."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from meetings.web.urls import urlpatterns

from .audit import VARIANTS

pytestmark = pytest.mark.browser


EVERYTHING_SHOWN = {
    "home",
    "narrowed",
    "by speaker",
    "meeting",
    "marked",
    "turn",
    "figures",
    "styleguide",
    "410",
}
"""Pages that between them show every part: in the dark only the colours differ."""


NO_PAGES = re.compile(
    "feed|calendar|card|citation|sitemap|csv|icon|txt"
    "|^(search_names|search_internal|opensearch|manifest|robots|original|material_file|edition)$"
)
"""Names of addresses that answer with a file, or for staff alone (test_desk.py opens that one)."""


def test_every_sort_of_page_is_opened(addresses):
    names = {pattern.name for pattern in urlpatterns if not NO_PAGES.search(pattern.name)}
    paths = [urlsplit(path).path for name, path in addresses.items() if name != "404"]
    assert names == {resolve(path).url_name for path in paths}


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_page_has_axe_findings_errors_or_sideways_scrolling(visit, addresses, variant):
    found = {}
    for name, path in addresses.items():
        if variant == "dark" and name not in EVERYTHING_SHOWN:
            continue
        seen = visit(path, **VARIANTS[variant])
        problems = [*seen.errors, *(["scrolls sideways"] if seen.scrolls_sideways() else [])]
        problems += [*seen.structure_faults(), *seen.violations()]
        seen.page.close()
        if problems:
            found[name] = problems
    assert found == {}


def test_folded_parts_have_no_axe_findings_either(visit, addresses):
    for name in ("meeting", "results", "narrowed", "turn"):
        for width in (1280, 320):
            seen = visit(addresses[name], width)
            seen.unfold()
            assert seen.violations() == [], name
            assert not seen.scrolls_sideways(), name


def test_every_focus_is_visible_on_every_page(visit, addresses):
    """WCAG 2.4.7, 2.4.11 and 2.5.8."""
    faults = {}
    for name, path in addresses.items():
        stops, found = visit(path, reduced_motion="reduce").walk_by_keyboard()
        assert stops > 8, name
        if found:
            faults[name] = found
    assert faults == {}


def test_forced_colours_mark_the_current_entry_of_the_navigation(visit, addresses):
    page = visit(addresses["speakers"], forced_colors="active").page
    colours = page.locator(".site-nav a").evaluate_all(
        "all => all.map(a => [a.textContent, getComputedStyle(a).borderBottomColor])"
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert [name for name, colour in colours if colour != ground] == ["発言者"]


@pytest.mark.parametrize("name", ["meeting", "marked", "results", "speakers"])
def test_nothing_covers_the_focus_on_a_phone(visit, addresses, name):
    assert visit(addresses[name], 320, reduced_motion="reduce").walk_by_keyboard()[1] == []


def test_wider_text_spacing_does_not_break_a_page(visit, addresses):
    """WCAG 1.4.12, at the width that 400 % zoom gives."""
    broken = [
        name
        for name, path in addresses.items()
        if visit(path, 320, bypass_csp=True).scrolls_sideways_when_spaced()
    ]
    assert broken == []


def test_without_javascript_no_control_is_idle(visit, addresses):
    for name, path in addresses.items():
        if name == "styleguide":  # which shows buttons by themselves
            continue
        page = visit(path, java_script_enabled=False).page
        idle = page.locator("button:visible:not(form button)")
        assert [each.inner_text() for each in idle.all()] == [], name
