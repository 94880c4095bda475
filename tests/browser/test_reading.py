"""Reading and searching in Chromium, with the keyboard and without JavaScript."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_visitor_without_javascript_finds_a_turn_and_reads_on(visit, addresses):
    page = visit("/", java_script_enabled=False).page
    page.get_by_label("さがす言葉").fill("学校給食 番号")
    page.get_by_role("button", name="検索").click()
    assert "1件の発言" in page.get_by_role("status").inner_text()
    page.locator(".hit-label").click()
    assert re.search(r"/meetings/\w{21}/\?q=.*#t3$", page.url)
    assert page.locator("#t3 mark").first.text_content() == "学校給食"
    page.get_by_role("link", name="強調表示を消す").click()
    assert page.locator("mark").count() == 0
    page.locator(".annexes summary").first.click()
    assert page.get_by_text("委員長　髙橋 志津男").first.is_visible()


def test_a_visitor_without_javascript_narrows_a_search_and_widens_it_again(visit, addresses):
    page = visit("/search/?q=学校給食", width=360, java_script_enabled=False).page
    all_of_them = page.get_by_role("status").inner_text()
    page.get_by_text("しぼり込む", exact=True).click()
    page.get_by_label("から", exact=True).fill("令和4年4月")
    page.get_by_role("button", name="期間でしぼる").click()
    assert page.get_by_role("status").inner_text() == "1件の発言（1の会議）"
    page.locator(".chip", has_text="期間の始め").click()
    assert page.get_by_role("status").inner_text() == all_of_them
    page.locator(".chart-title").click()
    page.locator(".chart-bars a").first.click()
    assert "year=2019" in page.url
    page.get_by_role("link", name="発言者ごと").click()
    assert "year=2019" in page.url
    assert page.get_by_role("link", name="委員長").count() == 1


def test_facets_and_chart_stand_open_where_there_is_room(visit, addresses):
    for width, seen in ((1280, True), (360, False)):
        page = visit(addresses["results"], width).page
        assert page.get_by_label("から", exact=True).is_visible() == seen
        assert page.locator(".chart-bars").is_visible() == seen


def test_hits_of_a_meeting_are_walked_by_their_links(visit, addresses):
    page = visit(addresses["marked"]).page
    page.get_by_role("link", name="最初の一致へ").click()
    here = page.url.partition("#")[2]
    page.locator(f"article:has(#{here}) a", has_text="次の一致").click()
    after = page.url.partition("#")[2]
    assert here != after
    box = page.locator(f"#{after}").bounding_box()
    assert 0 <= box["y"] < 800


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
