"""What holds for every page there is, reached by following every link from the front page."""

from collections import Counter
from itertools import pairwise

import lxml.html
import pytest

from tests import factories as make
from tests.web.archive import Size, build_archive
from tests.web.index import index_everything
from tests.web.walk import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client):
    build_archive(Size(municipalities=3, bodies=5, meetings=25, turns=6, speakers=25))
    make.body("訪れる人のない会")
    index_everything()
    html = walk(client)
    return {path: lxml.html.fromstring(text) for path, text in html.items()}


@pytest.mark.slow
def test_each_page_has_valid_structure_and_names(pages):
    assert len(pages) > 150
    for path, page in pages.items():
        assert page.get("lang") == "ja", path
        assert len(page.cssselect("h1")) == 1, path
        assert page.cssselect("title")[0].text_content().endswith("会議録アーカイブ"), path
        assert page.cssselect("meta[name=description]")[0].get("content"), path
        assert page.cssselect("body a")[0].get("href") == "#main", path
        assert page.cssselect("main#main[tabindex='-1']"), path
        assert bool(page.cssselect("nav.breadcrumb")) == (path.partition("?")[0] != "/"), path
        assert not page.cssselect("script:not([src]):not([type='application/ld+json'])"), path
        assert not page.cssselect("style, [style], [onclick]"), path
        levels = [int(h.tag[1]) for h in page.cssselect("h1, h2, h3, h4")]
        assert all(b <= a + 1 for a, b in pairwise(levels)), path
        ids = [each.get("id") for each in page.cssselect("[id]")]
        assert len(ids) == len(set(ids)), path


@pytest.mark.slow
def test_titles_are_unique_and_so_are_canonical_addresses(pages):
    first = {}
    for path, page in pages.items():
        canonical = page.cssselect("link[rel=canonical]")[0].get("href")
        assert canonical.startswith("http://testserver/")
        title = page.cssselect("title")[0].text_content()
        assert first.setdefault(canonical, title) == title, path
    doubled = [title for title, count in Counter(first.values()).items() if count > 1]
    assert doubled == []
