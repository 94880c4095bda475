"""Thirty turns are typed by hand in Chromium, and every key and click is counted."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting, Turn
from tests import factories as make

from .hands import Hands, window

pytestmark = pytest.mark.browser

SAID = [(("会長", "委員", "事務局")[n % 3], f"{n + 1}番目の発言です。") for n in range(30)]
MOST_KEYS = 700


@pytest.fixture
def meeting(transactional_db: None) -> Meeting:
    body = make.body("潮見野市図書館協議会", make.municipality("潮見野市"))
    return make.meeting(body, status="draft")


@pytest.fixture
def hands(browser: Any, live_server: LiveServer, admin_user: Any) -> Iterator[Hands]:
    client = Client()
    client.force_login(admin_user)
    with window(browser, live_server, client) as page:
        yield Hands(page)


def written() -> list[tuple[str, str]]:
    turns = Turn.objects.in_order().select_related("speaker")
    assert all(turn.speaker for turn in turns)
    return [(turn.label, turn.text) for turn in turns]


def test_thirty_turns_are_typed_as_one_text(hands: Hands, meeting: Meeting) -> None:
    hands.page.goto(f"/staff/meetings/{meeting.identifier}/")
    hands.click("textarea[name=text]")
    for label, text in SAID:
        hands.type(f"○{label}　{text}")
        hands.press("Enter")
    hands.click("text=発言に分ける")
    hands.page.wait_for_load_state()
    assert written() == SAID
    print(f"as one text: {hands.count} keys and clicks")  # noqa: T201 (docs/data_entry.md)
    assert hands.count <= MOST_KEYS


def test_thirty_turns_are_typed_into_the_table(hands: Hands, meeting: Meeting) -> None:
    page = hands.page
    page.goto(f"/admin/meetings/meeting/{meeting.pk}/change/")
    hands.click("#id_turns-0-label")
    for place, (label, text) in enumerate(SAID):
        hands.type(label)
        hands.press("Tab")
        hands.type(text)
        while place + 1 < len(SAID):
            hands.press("Tab")
            if page.evaluate("document.activeElement.id") == f"id_turns-{place + 1}-label":
                break
    hands.press("Tab")
    hands.click("input[name=_save]")
    page.wait_for_load_state()
    assert written() == SAID
    print(f"in the table: {hands.count} keys and clicks")  # noqa: T201 (docs/data_entry.md)
    assert hands.count <= MOST_KEYS
