"""The search box completed with names, by keyboard and by mouse."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def box(visit, addresses):
    """The large box where a search begins, with the focus in it."""

    def opened(width=1280, **options):
        seen = visit("/search/", width, **options)
        box = seen.page.locator("#q")
        box.focus()
        return seen, box

    return opened


def test_a_name_is_chosen_by_keyboard(box, addresses):
    seen, field = box()
    page = seen.page
    field.press_sequentially("潮見野市番号")
    page.get_by_text("名称の候補が1件あります。").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    option = page.locator("#" + field.get_attribute("aria-activedescendant"))
    assert option.get_attribute("aria-selected") == "true"
    assert option.inner_text().split() == ["会議体", "潮見野市番号制度準備会", "みのり県潮見野市"]
    assert option.bounding_box()["height"] >= 44
    assert seen.violations() == []
    field.press("Enter")
    page.wait_for_url("**/bodies/*/")
    assert seen.errors == []


def test_arrows_go_round_and_escape_leaves_what_was_typed(box):
    seen, field = box()
    page = seen.page
    field.press_sequentially("潮見野市")
    page.locator("[role=option]").first.wait_for()
    last = page.locator("[role=option]").count() - 1
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == f"q-names-{last}"
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "q-names-0"
    field.press("Escape")
    assert not page.locator("#q-names").is_visible()
    assert field.input_value() == "潮見野市"
    field.press("ArrowDown")
    assert page.locator("#q-names").is_visible()
    field.press("Tab")
    assert not page.locator("#q-names").is_visible()


def test_without_a_choice_enter_searches(box):
    seen, field = box()
    field.press_sequentially("潮見野市")
    seen.page.locator("[role=option]").first.wait_for()
    field.press("Enter")
    seen.page.wait_for_url("**/search/?q=*")


def test_a_name_is_chosen_by_touch_on_a_narrow_screen(box):
    seen, field = box(320, has_touch=True)
    field.press_sequentially("たかはし")
    seen.page.get_by_role("option", name="髙橋 志津男").tap()
    seen.page.wait_for_url("**/speakers/*/")


def test_without_javascript_the_box_is_a_plain_field(box):
    seen, field = box(java_script_enabled=False)
    assert field.get_attribute("role") is None
    field.fill("潮見野市")
    field.press("Enter")
    seen.page.wait_for_url("**/search/?q=*")
