"""The admin under the content security policy: its scripts and widgets work, and nothing is refused."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.browser

WATCH = """document.addEventListener("securitypolicyviolation",
    event => console.error("refused:", event.violatedDirective, event.blockedURI))"""


@pytest.fixture
def office(browser, live_server, admin_user):
    """A page of the browser of somebody who works here, and what its console has logged."""
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    logged = []

    def listen(message):
        if not message.location["url"].endswith("/favicon.ico"):  # asked for by the browser, not by the page
            logged.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: logged.append(f"{page.url}: {error}"))
    page.add_init_script(WATCH)
    page.goto("/admin/login/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", "password")
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    yield page, logged
    context.close()


def test_the_pages_of_the_admin_load_nothing_that_is_refused(office):
    meeting = make.meeting()
    turn = make.turn(meeting, speaker=make.speaker())
    page, logged = office
    for model in ("municipality", "body", "meeting", "turn", "speaker", "formeraddress"):
        page.goto(f"/admin/meetings/{model}/")
        page.goto(f"/admin/meetings/{model}/add/")
    for path in (f"meeting/{meeting.pk}", f"turn/{turn.pk}", f"body/{meeting.body_id}"):
        page.goto(f"/admin/meetings/{path}/change/")
    page.goto(f"/admin/meetings/meeting/{meeting.pk}/history/")
    assert logged == []


def test_choosing_from_a_list_and_from_the_calendar_works(office):
    make.body("潮見野市総合計画審議会")
    page, logged = office
    page.goto("/admin/meetings/meeting/add/")
    page.click(".field-body .select2-selection")
    page.click(".select2-results__option >> text=潮見野市総合計画審議会")
    page.click(".field-date .datetimeshortcuts >> text=今日")
    assert page.input_value("#id_date")
    page.click(".field-date .date-icon")
    page.click(".calendarbox td a >> nth=9")
    page.click(".field-start .clock-icon")
    page.click(".clockbox li a >> nth=1")
    assert page.input_value("#id_start")
    assert page.input_value("#id_body")
    assert logged == []
