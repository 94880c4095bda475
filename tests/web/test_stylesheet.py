"""The style sheet: one for all pages, with the rules of every component."""

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
