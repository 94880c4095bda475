"""Copying links and citations in Chromium, and following what was copied."""

from urllib.parse import quote

import pytest

from meetings.models import Meeting, Turn

from .audit import wait_until

pytestmark = pytest.mark.browser

ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}

SELECT = """([first, from, last, to]) => {
  const paragraph = place => document.querySelectorAll('.turn-text p')[place].firstChild;
  getSelection().setBaseAndExtent(paragraph(first), from, paragraph(last), to);
}"""


@pytest.fixture
def crowd(addresses) -> Meeting:
    """A meeting of 45 turns that begin alike; the 40th has signs that addresses use."""
    crowd = Meeting.objects.get(title="第4回")
    Turn.objects.filter(meeting=crowd, number=40).update(
        text="地方-自治, 予算&決算の話。\n\nそれは次の年度の話。"
    )
    return crowd


def copied(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_citation_and_link_are_copied_and_this_is_announced(visit, crowd):
    page = visit(f"{crowd.get_absolute_url()}40-42/", **ALLOWED).page
    assert not page.get_by_label("このページのアドレス").is_visible()  # which the button copies
    page.get_by_role("button", name="引用文をコピー").click()
    page.get_by_text("コピーしました。").wait_for()
    assert copied(page) == page.locator(".citation").inner_text()
    page.get_by_role("button", name="リンクをコピー").click()
    page.get_by_text("コピーしました。").wait_for()  # the click has emptied it
    assert copied(page) == page.url


def test_a_turn_is_copied_with_its_words(visit, crowd):
    page = visit(f"{crowd.get_absolute_url()}40/", **ALLOWED).page
    page.get_by_role("button", name="言葉を付けてコピー").click()
    page.get_by_text("コピーしました。").wait_for()
    assert copied(page) == page.locator("#quotation").inner_text()
    assert copied(page).startswith("「地方-自治")


DECODED = """async () => {
  const picture = new Image();
  picture.src = document.querySelector('meta[property="og:image"]').content;
  await picture.decode();
  return [picture.naturalWidth, picture.naturalHeight];
}"""


def test_a_browser_reads_the_picture_of_a_turn(visit, crowd):
    assert visit(f"{crowd.get_absolute_url()}40/").page.evaluate(DECODED) == [1200, 630]


def test_a_failed_copy_is_announced(visit, crowd):
    page = visit(f"{crowd.get_absolute_url()}40/").page
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    page.get_by_role("button", name="引用文をコピー").click()
    page.get_by_text("コピーできませんでした。").wait_for()
    assert page.get_by_label("このページのアドレス").input_value() == page.url


def test_without_javascript_citation_and_link_can_be_selected(visit, crowd):
    page = visit(f"{crowd.get_absolute_url()}40/", java_script_enabled=False).page
    assert page.locator(".share button:visible").count() == 0
    assert page.locator("#citation").inner_text().startswith("みのり県潮見野市、")
    assert (
        page.locator("#quotation")
        .inner_text()
        .startswith("「地方-自治, 予算&決算の話。 それは次の年度の話。」（みの")
    )
    assert page.get_by_label("このページのアドレス").input_value() == page.url
    page.get_by_label("この発言から続けて").fill("42")
    page.get_by_role("button", name="表示").click()
    page.wait_for_url("**/40-42/")


@pytest.mark.parametrize(
    ("selection", "directive"),
    [
        ((0, 3, 0, 4), "地方%2D-,自治,-%2C%20予算%26"),
        ((0, 0, 0, 15), "地方%2D自治%2C%20予算%26決算の話。"),
        ((0, 0, 1, 0), "地方%2D自治%2C%20予算%26決算の話。"),
        ((0, 3, 1, 2), "地方%2D-,自治%2C%20予算%26決算の話,それ,-は次の年度"),
    ],
    ids=["part of a word", "a paragraph", "up to the next paragraph", "two paragraphs"],
)
def test_a_selected_passage_has_a_link_that_finds_it(visit, crowd, selection, directive):
    page = visit(f"{crowd.get_absolute_url()}40-42/", **ALLOWED).page
    assert not page.get_by_label("このページのアドレス").is_visible()  # which the button copies
    button = page.get_by_role("button", name="選んだ部分へのリンクをコピー")
    assert not button.is_visible()
    page.evaluate(SELECT, selection)
    button.click()
    page.get_by_text("コピーしました。").wait_for()
    path, _, found = copied(page).partition("#t40:~:text=")
    assert path.endswith(crowd.get_absolute_url())
    assert found == quote(directive, safe="%,-")
    # without the anchor, which alone would lead there, the browser must find the words
    there = visit(f"{crowd.get_absolute_url()}#:~:text={found}").page
    wait_until(there, "scrollY > 0")
    assert 0 <= there.locator("#t40").bounding_box()["y"] < 800


def test_a_selection_over_two_turns_has_no_link(visit, crowd):
    page = visit(f"{crowd.get_absolute_url()}40-42/").page
    page.evaluate(SELECT, (0, 0, 0, 3))
    page.locator("[data-copy=selection]:visible").wait_for()
    page.evaluate(SELECT, (0, 0, 2, 3))
    page.locator("[data-copy=selection]").wait_for(state="hidden")


def test_a_link_to_several_turns_shows_which(visit, crowd):
    page = visit(f"{crowd.get_absolute_url()}30-45/#t38-41").page
    chosen = page.locator(".turn-chosen")
    assert [each.get_attribute("id") for each in chosen.all()] == ["t38", "t39", "t40", "t41"]
    box = page.locator("#t38").bounding_box()
    assert 0 <= box["y"] < 800
    page.evaluate("location.hash = '#t44-43'")
    page.locator("#t44.turn-chosen").wait_for()
    assert chosen.count() == 2
    page.evaluate("location.hash = '#t44-99'")
    page.locator("#t44:not(.turn-chosen)").wait_for()


def test_the_range_in_its_meeting_is_linked_with_all_its_turns(visit, crowd):
    page = visit(f"{crowd.get_absolute_url()}40-42/").page
    page.get_by_role("link", name="会議の中で見る").click()
    page.wait_for_url(f"**{crowd.get_absolute_url()}#t40-42")


def test_data_blocks_break_no_policy(visit, crowd):
    for below in ("", "40/", "40-42/"):
        assert visit(f"{crowd.get_absolute_url()}{below}").errors == []
