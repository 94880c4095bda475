"""The style sheet: one for all pages, with the rules of every component, few sizes and two measures."""

import re
from pathlib import Path

import lxml.html
from django.contrib.staticfiles import finders

from minutes_site.stylesheet import StylesheetFinder

ROOT = Path(__file__).resolve().parents[2]
OWN = sorted((ROOT / "static/css").rglob("*.css"))


def test_a_page_links_one_sheet(client):
    page = lxml.html.fromstring(client.get("/styleguide/").content.decode())
    assert [link.get("href") for link in page.cssselect("link[rel=stylesheet]")] == ["/static/css/site.css"]


def test_it_holds_every_sheet_that_we_write():
    assert OWN
    site = Path(finders.find("css/site.css")).read_text(encoding="utf-8")
    missing = [path.name for path in OWN if path.read_text(encoding="utf-8") not in site]
    assert missing == []
    assert site.index("--color-primitive-blue-900:") < site.index("--c-key:") < site.index(".turn-head")


def test_it_is_made_anew_when_a_sheet_changes(settings, tmp_path):
    (tmp_path / "static/css").mkdir(parents=True)
    sheet = tmp_path / "static/css/base.css"
    settings.BASE_DIR = settings.STATE_DIR = tmp_path
    finder = StylesheetFinder()
    for rule in ("p { margin: 0 }", "p { margin: 1rem }"):
        sheet.write_text(rule, encoding="utf-8")
        assert Path(finder.find("css/site.css")).read_text(encoding="utf-8") == rule


def test_no_template_links_a_sheet_of_its_own():
    frames = {"base.html", "admin"}
    linking = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if 'rel="stylesheet"' in path.read_text(encoding="utf-8")
        and path.relative_to(ROOT / "templates").parts[0] not in frames
    ]
    assert linking == []


BASE = (ROOT / "static/css/base.css").read_text(encoding="utf-8")


def declared(name: str) -> list[tuple[str, str]]:
    """Where a property is given which value."""
    line = re.compile(rf"^\s*{name}: ([^;]+);", re.MULTILINE)
    return [(path.name, value) for path in OWN for value in line.findall(path.read_text(encoding="utf-8"))]


def named(name: str) -> list[str]:
    """The names that base.css declares of a kind."""
    return re.findall(rf"^  (--{name}): ", BASE, re.MULTILINE)


def test_there_are_four_sizes_of_type_and_one_for_paper():
    sizes = dict(re.findall(r"^  --size-(\w+): ([\d.]+(?:rem|pt));", BASE, re.MULTILINE))
    assert sizes == {
        "note": "0.875rem",
        "text": "1rem",
        "title": "1.25rem",
        "page": "1.75rem",
        "paper": "10.5pt",
    }


def test_type_is_of_a_size_that_has_a_name():
    allowed = {"inherit", *(f"var({each})" for each in named(r"size-\w+"))}
    found = declared("font-size")
    assert len(found) > 50
    assert [each for each in found if each[1] not in allowed] == []
    assert {value for _, value in declared("font")} == {"inherit"}


def test_widths_end_at_the_page_or_at_the_column():
    found = declared("(?:max-width|max-inline-size)")
    assert len(found) > 20
    raw = [each for each in found if re.search(r"\d(?:r?em|px|ch|vw|pt)\b", each[1])]
    assert raw == []
    used = {name for _, value in found for name in re.findall(r"var\((--[\w-]+)\)", value)}
    assert used == {"--page", "--column"}


def test_every_name_that_is_used_is_declared():
    tokens = (ROOT / "static/vendor/dads/tokens.css").read_text(encoding="utf-8")
    known = set(re.findall(r"^\s*(--[\w-]+):", BASE + tokens, re.MULTILINE))
    used = {
        (path.name, name)
        for path in OWN
        for name in re.findall(r"var\((--[\w-]+)", path.read_text(encoding="utf-8"))
    }
    assert {each for each in used if each[1] not in known} == set()
