"""Every sort of page in Chromium: nothing for axe to find, no sideways scrolling, nothing from elsewhere."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_the_console_is_silent(visit, addresses, width):
    found = {}
    for name, path in addresses.items():
        seen = visit(path, width)
        problems = [*seen.errors, *seen.violations()]
        if problems:
            found[name] = problems
    assert found == {}


@pytest.mark.parametrize(
    "options", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced colours"]
)
def test_axe_finds_nothing_in_other_colours(visit, addresses, options):
    found = {name: visit(path, **options).violations() for name, path in addresses.items()}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_everything_folded_away_is_sound_too(visit, addresses):
    for name in ("meeting", "results", "narrowed"):
        for width in (1280, 360):
            seen = visit(addresses[name], width)
            seen.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert seen.violations() == [], name
            assert not seen.scrolls_sideways(), name


@pytest.mark.parametrize("width", [320, 360, 640, 1280])
def test_no_page_scrolls_sideways(visit, addresses, width):
    assert [name for name, path in addresses.items() if visit(path, width).scrolls_sideways()] == []


def test_wider_text_spacing_does_not_break_a_page(visit, addresses):
    """WCAG 1.4.12, at the width that 400 % zoom gives."""
    spacing = (
        "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
    )
    for name, path in addresses.items():
        seen = visit(path, 320, bypass_csp=True)
        seen.page.add_style_tag(content=spacing)
        assert not seen.scrolls_sideways(), name
