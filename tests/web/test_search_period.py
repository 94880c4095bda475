"""A period that cannot be read so is told as an error: in the title, on top, and beside its field."""

import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def park():
    make.turn(make.meeting(), "公園の遊具を直します。")
    index_everything()


def field(page, name):
    return page.cssselect(f"input[type=text][name={name}]")[0]


def described_by(page, name):
    """The texts that are read out with the field."""
    ids = field(page, name).get("aria-describedby").split()
    return [page.cssselect(f"[id='{each}']")[0].text_content() for each in ids]


WRONG = [
    ("from", "きのう", "期間の始めの指定「きのう」は読み取れないため、この条件を外してさがしました。"),
    (
        "to",
        "2024-13-01",
        "期間の終わりの指定「2024-13-01」は読み取れないため、この条件を外してさがしました。",
    ),
]


@pytest.mark.parametrize(("name", "typed", "sentence"), WRONG)
def test_a_day_that_cannot_be_read_is_told_at_its_field(open_page, name, typed, sentence):
    page = open_page(f"/search/?q=公園&{name}={typed}")
    assert page.cssselect("title")[0].text_content().startswith("エラー：「公園」の検索結果")
    assert field(page, name).get("value") == typed
    assert field(page, name).get("aria-invalid") == "true"
    assert described_by(page, name)[0] == f"エラー：{sentence}"
    [link] = page.cssselect("[role=alert] a")
    assert (link.text_content(), link.get("href")) == (sentence, f"#{name}")
    assert page.cssselect("details.refine")[0].get("open") is not None


def test_the_other_field_is_not_told_wrong(open_page):
    page = open_page("/search/?q=公園&from=きのう&to=令和6年")
    assert field(page, "to").get("aria-invalid") is None
    assert len(described_by(page, "to")) == 1
    assert field(page, "to").get("value") == "令和6年"


def test_two_days_that_cannot_be_read_are_both_told(open_page):
    page = open_page("/search/?q=公園&from=あ&to=い")
    assert [each.get("href") for each in page.cssselect("[role=alert] a")] == ["#from", "#to"]
    assert [field(page, name).get("value") for name in ("from", "to")] == ["あ", "い"]


def test_an_end_before_the_beginning_is_told_at_the_end(open_page):
    page = open_page("/search/?q=公園&from=2024-05-01&to=令和6年4月1日")
    assert "終わりより後" in described_by(page, "to")[0]
    assert field(page, "to").get("value") == "令和6年4月1日"
    assert field(page, "from").get("aria-invalid") is None


@pytest.mark.parametrize("period", ["", "&from=令和6年4月", "&from=&to=", "&year=abc"])
def test_what_is_right_in_the_form_is_no_error(open_page, period):
    page = open_page(f"/search/?q=公園{period}")
    assert not page.cssselect("title")[0].text_content().startswith("エラー")
    assert not page.cssselect("[role=alert], [aria-invalid]")
    assert page.cssselect("details.refine")[0].get("open") is None


def test_whatever_is_typed_stays_text(open_page):
    page = open_page('/search/?q=公園&from="><script>%00' + "あ" * 5000)
    assert field(page, "from").get("value").startswith('"><script>あ')
    assert len(field(page, "from").get("value")) == 200
    assert described_by(page, "from")[0].startswith("エラー：")


def test_an_error_alone_is_a_search_for_everything(open_page):
    page = open_page("/search/?from=きのう")
    assert page.cssselect(".hit")
    assert page.cssselect("[role=alert]")
