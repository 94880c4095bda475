"""Long turns in Chromium: opened by hand, by an address, by words that are looked for, and on paper."""

import re
from urllib.parse import quote

import pytest

from meetings.models import Meeting
from tests import factories as make

from .audit import wait_until

pytestmark = pytest.mark.browser

LAST = "最後に水車小屋のことを申します。"


@pytest.fixture
def meeting(addresses) -> Meeting:
    """Minutes of which two turns are long."""
    meeting = make.meeting(title="長い会議")
    for _ in range(2):
        make.turn(meeting, "開きます。", label="議長")
        make.turn(meeting, f"橋の話です。\n{'橋を直します。' * 300}\n{LAST}", label="若葉議員")
    return meeting


def end_of(page, number):
    return page.locator(f"#t{number} .turn-text p").last


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_turn_is_opened_and_folded_by_its_button(visit, meeting, scripts):
    page = visit(meeting.get_absolute_url(), 360, java_script_enabled=scripts).page
    button = page.locator("#t2 summary")
    assert re.fullmatch(r"全文を開く（あと[\d,]+字）", button.inner_text())
    assert not end_of(page, 2).is_visible()
    button.click()
    assert end_of(page, 2).is_visible()
    assert not end_of(page, 4).is_visible()
    below = end_of(page, 2).bounding_box()
    assert button.bounding_box()["y"] >= below["y"] + below["height"]
    button.click()
    assert not end_of(page, 2).is_visible()


def test_a_turn_that_is_folded_again_stays_on_the_screen(visit, meeting):
    page = visit(meeting.get_absolute_url(), 360).page
    button = page.locator("#t2 summary")
    button.click()
    button.scroll_into_view_if_needed()
    button.click()
    wait_until(page, "document.querySelector('#t2 summary').getBoundingClientRect().top >= 0")
    assert button.bounding_box()["y"] < 800


def test_a_screen_reader_hears_the_heading_and_the_button(visit, meeting):
    page = visit(meeting.get_absolute_url()).page
    turn = page.locator("#t2")
    heading, button = turn.get_by_role("heading"), turn.locator("summary")
    assert "若葉議員" in heading.inner_text()
    assert "全文を開く（あと" in turn.aria_snapshot()
    button.focus()
    page.keyboard.press("Enter")
    assert "たたむ" in turn.aria_snapshot()
    assert "全文を開く" not in turn.aria_snapshot()


@pytest.mark.parametrize("anchor", ["t2", "t2-3"])
def test_a_turn_that_an_address_leads_to_is_whole(visit, meeting, anchor):
    page = visit(f"{meeting.get_absolute_url()}#{anchor}").page
    page.locator("#t2 .turn-text p").last.wait_for()
    assert end_of(page, 2).is_visible()
    assert not page.locator("#t2 summary").is_visible()
    assert not end_of(page, 4).is_visible()


def test_words_in_the_rest_are_found_by_the_browser(visit, meeting):
    page = visit(f"{meeting.get_absolute_url()}#:~:text={quote(LAST)}").page
    wait_until(page, "document.querySelector('#t2 details').open && scrollY > 0")
    assert end_of(page, 2).is_visible()


def test_a_passage_that_ends_in_the_rest_has_a_link(visit, meeting):
    page = visit(meeting.get_absolute_url(), permissions=["clipboard-read", "clipboard-write"]).page
    page.locator("#t2 summary").click()
    page.evaluate("""() => {
      const [first, last] = document.querySelectorAll("#t2 .turn-text p:nth-of-type(1)");
      getSelection().setBaseAndExtent(first.firstChild, 0, last.firstChild, 4);
    }""")
    assert page.get_by_role("button", name="選んだ部分へのリンクをコピー").is_visible()


def test_the_whole_is_printed(visit, meeting):
    page = visit(meeting.get_absolute_url()).page
    page.emulate_media(media="print")
    for number in (2, 4):
        assert end_of(page, number).is_visible()
        assert not page.locator(f"#t{number} summary").is_visible()


def test_an_older_browser_opens_what_it_prints(visit, meeting):
    page = visit(meeting.get_absolute_url()).page
    page.context.add_init_script("CSS.supports = () => false")
    page.reload()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
