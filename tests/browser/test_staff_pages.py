"""Every page of the admin in Chromium, found by what is registered: none is forgotten.

Lists are looked at on a screen and in the light, and on a phone and in the dark. Of the rest each is looked
at in one of the two ways, for one template makes them all: forms of rows on the screen, forms for new rows,
sent in empty so that they say what is wrong, on the phone; of those that ask before deleting, and of
histories, one for each template.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axes.models import AccessFailureLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client

from meetings.models import AgendaItem, Body, Meeting, Turn
from tests.admin.nouns import make_one_of_everything

from .audit import AXE_SCRIPT, Visit

pytestmark = pytest.mark.browser

ENGLISH = re.compile(r"[A-Za-z]+[’']?[a-z]* [a-z]+ [a-z]+")
"""Three words in a row."""

LONG_NAME = "潮見野市行政手続における特定の個人を識別するための番号の利用等に関する総合検討委員会"

SEEN_TEXT = "document.body.innerText"
SCROLLS_WITHIN = """[...document.querySelectorAll('.results, .inline-group')]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.className)"""


class Walk:
    """One window of somebody who may do everything, from page to page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.seen = Visit(page)
        self.faults: dict[str, list[str]] = {}

    def look_at_list(self, path: str) -> None:
        self.look(path)
        self._as_on_a_phone()
        self.note(f"{path} on a phone")

    def look(self, path: str) -> None:
        """A page on the screen."""
        self._as(1280, "light")
        if self._open(path):
            self.note(path)

    def look_on_phone(self, path: str) -> bool:
        """A page on the phone; a form is sent in as it is. Whether there was one to look at."""
        self._as_on_a_phone()
        if not self._open(path):
            return False
        save = self.page.locator("[name=_save]")
        if save.count():
            save.click()
            self.page.wait_for_load_state()
        self.note(path)
        return True

    def _open(self, path: str) -> bool:
        """Whether anybody may see it: some rows nobody adds or deletes."""
        status = self.page.goto(path).status
        assert status == 200 or (status == 403 and path.endswith(("/add/", "/delete/"))), path
        return bool(status == 200)

    def _as_on_a_phone(self) -> None:
        self._as(320, "dark")

    def _as(self, width: int, colours: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=colours, reduced_motion="reduce")

    def note(self, where: str) -> None:
        self.seen.unfold()
        found = self.seen.violations()
        if self.seen.scrolls_sideways():
            found.append("scrolls sideways")
        if self.page.viewport_size["width"] == 1280:
            found += [f"{box} scrolls" for box in self.page.evaluate(SCROLLS_WITHIN)]
        found += [f"in English: {words}" for words in ENGLISH.findall(self.page.evaluate(SEEN_TEXT))]
        if found:
            self.faults[where] = found


@pytest.fixture
def walk(browser: Any, live_server: Any, admin_user: User) -> Iterator[Walk]:
    make_one_of_everything(1)
    Body.objects.update(name=LONG_NAME)
    Meeting.objects.update(title=f"令和8年度第11回{LONG_NAME}会議録", number=11)
    AgendaItem.objects.update(title=f"{LONG_NAME}の設置について")
    Turn.objects.update(text=LONG_NAME * 10, label="情報政策課長補佐")
    AccessFailureLog.objects.create(username="midori", ip_address="192.0.2.7", path_info="/admin/login/")
    Group.objects.create(name="入力担当").user_set.add(admin_user)
    client = Client()
    client.force_login(admin_user)
    context = browser.new_context(base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    context.add_init_script(AXE_SCRIPT)  # sent once, and not for each page
    yield Walk(context.new_page())
    context.close()


def test_no_page_of_the_admin_has_faults(walk, admin_user):
    LogEntry.objects.log_actions(admin_user.pk, [admin_user], 2, "名前を変更しました", single_object=True)
    alike = set()
    for model, model_admin in admin.site._registry.items():
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        row = model._default_manager.first()
        assert row is not None, f"there is no {model.__name__} to look at"
        walk.look_at_list(place)
        if model_admin.list_display_links is None:
            continue  # no page of a row
        walk.look(f"{place}{row.pk}/change/")
        walk.look_on_phone(f"{place}add/")
        templates = {
            "delete": model_admin.delete_confirmation_template,
            "history": model_admin.object_history_template,
        }
        for act, template in templates.items():
            if (act, template) not in alike and walk.look_on_phone(f"{place}{row.pk}/{act}/"):
                alike.add((act, template))
    for path in ("/admin/", "/admin/meetings/"):
        walk.look_at_list(path)
    own = f"/admin/auth/user/{admin_user.pk}/password/"
    for path in ("/admin/password_change/", "/admin/password_change/done/", own):
        walk.look_on_phone(path)
    assert walk.faults == {}


def test_what_actions_say_and_ask_has_no_faults(walk):
    make_one_of_everything(2)
    place = "/admin/meetings/meeting/"
    walk.page.goto(place)
    walk.page.check("#action-toggle")
    walk.page.select_option("[name=action]", "return_to_draft")
    walk.page.click(".actions button")
    walk.page.wait_for_load_state()
    walk.note("what an action says")
    walk.page.goto("/admin/meetings/synonymgroup/")
    walk.page.check("#action-toggle")
    walk.page.select_option("[name=action]", "delete_selected")
    walk.page.click(".actions button")
    walk.page.wait_for_load_state()
    assert "削除" in walk.page.inner_text("h1")
    walk.note("asked before deleting")
    assert walk.faults == {}


def test_the_login_and_the_logout_have_no_faults(walk):
    walk.page.goto("/admin/")
    walk.page.click("#logout-form button")
    walk.page.wait_for_load_state()
    walk.note("after the logout")
    walk.look_at_list("/admin/login/")
    walk.page.fill("#id_username", "nobody")
    walk.page.fill("#id_password", "nothing")
    walk.page.click("[type=submit]")
    walk.page.wait_for_load_state()
    walk.note("a wrong password")
    assert walk.faults == {}
