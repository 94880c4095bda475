"""Reading and searching in Chromium, with the keyboard and without JavaScript."""

import datetime
import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.browser


def test_a_visitor_without_javascript_finds_a_turn_and_reads_on(visit, addresses):
    page = visit("/", java_script_enabled=False).page
    page.get_by_label("さがす言葉").fill("学校給食 番号")
    page.get_by_role("button", name="検索").click()
    assert "1件の発言" in page.get_by_role("status").inner_text()
    page.locator(".hit-label").first.click()
    assert re.search(r"/meetings/\w{21}/\?q=.*#t3$", page.url)
    assert page.locator("#t3 mark").first.text_content() == "学校給食"
    page.get_by_role("link", name="強調表示を消す").click()
    assert page.locator("mark").count() == 0
    page.locator(".annexes summary", has_text="出席者").click()
    assert page.get_by_text("委員長　髙橋 志津男").first.is_visible()


def test_a_search_is_narrowed_and_widened_without_javascript(visit, addresses):
    page = visit("/search/?q=学校給食", width=360, java_script_enabled=False).page
    all_of_them = page.get_by_role("status").inner_text()
    page.locator(".fold-summary").click()
    page.get_by_label("から", exact=True).fill("令和4年4月")
    page.get_by_role("button", name="期間でしぼる").click()
    assert page.get_by_role("status").inner_text() == "1件の発言（1の会議）"
    page.locator(".chip", has_text="期間の始め").click()
    assert page.get_by_role("status").inner_text() == all_of_them
    page.locator(".fold-summary").click()
    page.locator(".chart-bars a").first.click()
    assert "year=2019" in page.url
    page.locator(".fold-summary").click()
    page.get_by_role("link", name="発言者ごと").click()
    assert "year=2019" in page.url
    assert page.get_by_role("link", name="委員長").count() == 1


def test_facets_and_chart_are_open_where_there_is_room(visit, addresses):
    for width, seen in ((1280, True), (360, False)):
        page = visit(addresses["results"], width).page
        assert page.get_by_label("から", exact=True).is_visible() == seen
        assert page.locator(".chart-bars").is_visible() == seen


def test_the_first_hit_is_seen_without_scrolling_on_a_phone(visit, addresses):
    page = visit(addresses["results"], 360).page
    page.set_viewport_size({"width": 360, "height": 740})
    for part in ("#q", ".found-count", ".hit mark"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] < 740, part


def test_the_first_words_are_near_the_head_on_a_phone(visit, addresses):
    """The first speech begins within 1.3 screens, though there is an agenda and everything to unfold."""
    body = make.body("浪越市地域公共交通会議", make.municipality("浪越市"))
    meeting = make.meeting(
        body,
        title="令和7年度第2回浪越市地域公共交通会議の会議録",
        start=datetime.time(14),
        end=datetime.time(15, 45),
        place="浪越市役所 本庁舎5階 501会議室",
        openness="open",
        record_type="verbatim",
        source=make.source("dai2kai.txt", "第2回".encode()),
        printed_header=[["日時", "令和7年9月3日"]],
    )
    item = make.item(meeting, "デマンド交通の利用状況について", number="1")
    for label in ("会長", "委員", "課長"):
        make.turn(meeting, "資料をご覧ください。", label=label, item=item)
    make.attendance(meeting, "会長　若葉 薫")
    make.material(meeting, "利用の実績", number="資料1")
    page = visit(meeting.get_absolute_url(), 360).page
    top = page.locator(".turn-text").first.evaluate("each => each.getBoundingClientRect().top + scrollY")
    assert top <= 1.3 * 740


def test_few_stops_lead_from_the_box_to_the_first_hit(visit, addresses):
    page = visit(addresses["narrowed"]).page
    page.locator("#q").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        here = page.locator(":focus")
        if here.inner_text() == "検索結果へ移動":
            page.keyboard.press("Enter")
        if here.evaluate("each => each.matches('.hit:first-child .hit-label')"):
            return
    pytest.fail(f"after 12 stops: {here.inner_text()}")


def test_an_error_of_the_period_leads_to_its_field_on_a_phone(visit, addresses):
    page = visit("/search/?q=学校給食&from=きのう", 360, java_script_enabled=False).page
    page.get_by_role("alert").get_by_role("link").click()
    box = page.locator("#from").bounding_box()
    assert 0 <= box["y"] < 800
    assert page.locator("#from").input_value() == "きのう"
    page.locator("#from").fill("令和4年4月")
    page.get_by_role("button", name="期間でしぼる").click()
    assert page.get_by_role("alert").count() == 0


def test_links_lead_from_hit_to_hit_of_a_meeting(visit, addresses):
    page = visit(addresses["marked"], java_script_enabled=False).page
    page.get_by_role("link", name="最初の一致へ").click()
    here = page.url.partition("#")[2]
    page.locator(f"article:has(#{here}) a", has_text="次の一致").click()
    after = page.url.partition("#")[2]
    assert here != after
    assert page.locator("#marks").bounding_box()["y"] == 0
    assert_below_the_bar(page, after)


def assert_below_the_bar(page, anchor):
    bar, box = page.locator("#marks").bounding_box(), page.locator(f"#{anchor}").bounding_box()
    assert bar["y"] + bar["height"] <= box["y"] < 800


@pytest.mark.parametrize("width", [1280, 360])
def test_the_bar_leads_from_hit_to_hit_and_tells_which_it_is(visit, addresses, width):
    page = visit(addresses["marked"], width).page
    hits = [f"#{each}" for each in page.locator("mark[id]").evaluate_all("all => all.map(each => each.id)")]
    place, on, back = (
        page.locator(each) for each in ("#marks [role=status]", "[data-step=次へ]", "[data-step=前へ]")
    )
    assert len(hits) > 1
    for at, hit in enumerate(hits, start=1):
        on.click()
        page.locator(f"{hit}:focus").wait_for()
        assert place.inner_text() == f"{len(hits)}件中{at}件目"
        assert_below_the_bar(page, hit[1:])
    assert (back.inner_text(), on.inner_text()) == ("前へ", "最初の一致へ")
    on.click()  # from the last round to the first
    page.locator(f"{hits[0]}:focus").wait_for()
    back.filter(has_text="最後の一致へ").wait_for()
    on.filter(has_text="次へ").wait_for()
    back.click()
    page.locator(f"{hits[-1]}:focus").wait_for()


def test_n_and_p_step_through_hits_only_within_the_transcript(visit, addresses):
    page = visit(addresses["marked"]).page
    hits = [f"#{each}" for each in page.locator("mark[id]").evaluate_all("all => all.map(each => each.id)")]
    page.keyboard.press("n")
    assert "#" not in page.url
    page.locator("[data-step=次へ]").focus()
    for key, hit in (("n", hits[0]), ("n", hits[1]), ("p", hits[0])):
        page.keyboard.press(key)
        page.locator(f"{hit}:focus").wait_for()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # at rest
    page.locator("header input").focus()
    page.keyboard.type("np")
    assert page.locator("header input").input_value() == "np"
    assert page.url.endswith(hits[0])


def test_the_list_of_hits_leads_to_each(visit, addresses):
    page = visit(addresses["marked"]).page
    page.get_by_text("一覧", exact=True).click()
    link = page.locator(".marks-list a").last
    number = link.inner_text()
    link.click()
    assert page.url.endswith(f"#m{number.removeprefix('発言')}")
    link.wait_for(state="hidden")


def test_the_outline_marks_the_item_that_is_read(visit, addresses):
    page = visit(addresses["meeting"]).page
    marked = page.locator(".outline [aria-current]")
    for turn, item in (("#t8", "点検"), ("#t2", "番号の利用の状況について"), ("#t1", "開会")):
        page.locator(turn).evaluate("each => each.scrollIntoView()")
        page.locator(".outline [aria-current]", has_text=item).wait_for()
        assert marked.count() == 1
    assert page.locator(".outline").bounding_box()["y"] >= 0


def test_on_a_phone_the_agenda_is_folded_and_always_a_step_away(visit, addresses):
    for scripts in (True, False):
        page = visit(f"{addresses['meeting']}#t6", 360, java_script_enabled=scripts).page
        line = page.locator(".outline a").first
        assert not line.is_visible()
        page.get_by_role("link", name="議題の一覧へ").click()
        if not scripts:
            page.locator(".fold-summary").click()
        assert line.is_visible()
        line.click()
        assert page.url.endswith("#t1")


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_turn_that_an_address_names_is_marked(visit, addresses, colours):
    page = visit(f"{addresses['meeting']}#t4", forced_colors=colours).page
    looks = "each => [getComputedStyle(each).outlineStyle, getComputedStyle(each).outlineWidth]"
    assert page.locator("#t4").evaluate(looks) == ["solid", "3px"]
    assert page.locator("#t3").evaluate(looks)[0] == "none"


def test_each_level_of_attribution_has_its_own_line(visit, addresses):
    page = visit(addresses["meeting"]).page
    lines = page.locator("article.turn").evaluate_all(
        """all => all.map(each => {
          const { borderLeftStyle, borderLeftWidth, borderLeftColor } = getComputedStyle(each);
          return [each.className, borderLeftStyle + borderLeftWidth, borderLeftColor];
        })"""
    )
    looks = {name: (line, colour) for name, line, colour in lines}
    assert len(looks) >= 5
    assert len({line for line, _ in looks.values()}) == len(looks)
    assert len({colour for _, colour in looks.values()}) == len(looks)


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


def test_a_quick_reader_is_not_moved_back_to_the_last_hit(visit, addresses):
    page = visit(addresses["meeting"], 320, reduced_motion="reduce").page
    seen = page.evaluate(
        """async () => {
          const frame = () => new Promise(requestAnimationFrame);
          document.querySelector(".turn a").focus({focusVisible: true});
          const link = document.getElementById("link");
          link.focus({focusVisible: true});
          for (let frames = 0; frames < 5; frames++) await frame();
          const {top, bottom} = link.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }"""
    )
    assert seen
