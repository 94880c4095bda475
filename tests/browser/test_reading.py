"""Reading and searching in Chromium, with the keyboard and without JavaScript."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_visitor_without_javascript_finds_a_turn_and_reads_on(visit, addresses):
    page = visit("/", java_script_enabled=False).page
    page.get_by_label("会議名と発言の中の言葉").fill("学校給食 番号")
    page.get_by_role("button", name="検索").click()
    assert "1件の発言が見つかりました" in page.get_by_role("status").inner_text()
    page.locator(".hit-head a").click()
    page.get_by_role("link", name="会議の中で読む").click()
    assert re.search(r"/meetings/\w{21}/#t3$", page.url)
    page.locator(".annexes summary").first.click()
    assert page.get_by_text("委員長　髙橋 志津男").first.is_visible()


def test_an_anchor_lands_on_its_turn(visit, addresses):
    page = visit(f"{addresses['meeting']}#t8").page
    box = page.locator("#t8").bounding_box()
    assert 0 <= box["y"] < 800


def test_the_first_stop_of_the_keyboard_leads_past_the_header(visit, addresses):
    page = visit(addresses["meeting"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ移動"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_stop_of_the_keyboard_is_seen(visit, addresses):
    page = visit(addresses["speakers"], reduced_motion="reduce").page
    page.keyboard.press("Tab")
    stops = 0
    while page.evaluate("document.activeElement !== document.body") and stops < 60:
        stops += 1
        seen = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const outline = getComputedStyle(document.activeElement).outlineStyle;
              return [outline !== 'none', box.bottom > 0 && box.top < innerHeight,
                      box.height >= 24 || getComputedStyle(document.activeElement).display === 'inline'];
            }"""
        )
        assert seen == [True, True, True], page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
    assert stops > 15


def test_print_shows_what_is_folded_and_leaves_out_the_navigation(visit, addresses):
    page = visit(addresses["meeting"]).page
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert page.get_by_text("委員長　髙橋 志津男").first.is_visible()
