"""A clerk's day at the desk in Chromium, with and without JavaScript, and what axe finds on its pages."""

from dataclasses import dataclass
from typing import Any

import pytest

from meetings.models import DistinctSpeakers, IncomingDocument, Meeting, Speaker, Turn
from meetings.search.indexing import index_meetings
from tests import factories as make
from tests.desk.minutes import CORRECTED, TEXT

from . import markup
from .audit import Visit

pytestmark = pytest.mark.browser


@dataclass
class Desk:
    """The browser of somebody who works here."""

    page: Any
    folder: Any

    def send(self, text: str, name: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        self.page.goto("/staff/")
        self.page.set_input_files("#id_documents", path)
        self.page.click("text=読み取って下書きにする")
        self.page.wait_for_load_state()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def desk(request, browser, live_server, admin_user, tmp_path):
    make.municipality("潮見野市")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
    page = context.new_page()
    page.goto("/admin/login/?next=/staff/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", "password")
    page.click("[type=submit]")
    yield Desk(page, tmp_path)
    context.close()


def test_minutes_are_sent_in_mended_published_and_corrected(desk):
    page = desk.page
    desk.send(TEXT, "kyogikai.txt")
    assert "下書きにしました" in page.inner_text("main")

    page.click(".desk-change summary")
    page.select_option("#id_old_label", "会長")
    page.fill("#id_label", "議長")
    page.click(".desk-change button")
    page.wait_for_load_state()
    assert Turn.objects.filter(label="議長").count() == 2

    page.click("text=公開に進む")
    page.check("#checked")
    page.click("main >> button:text-is('公開する')")
    page.wait_for_load_state()
    assert Meeting.objects.published().count() == 1

    desk.send(CORRECTED.replace("○会長", "○議長"), "teisei.txt")
    assert "3人増やします。" in page.inner_text("main")
    assert IncomingDocument.objects.count() == 1
    page.click("text=訂正を反映する")
    page.wait_for_load_state()
    assert Turn.objects.filter(text="3人増やします。").exists()


def roster_of(meeting: Meeting) -> str:
    return f"/staff/bodies/{meeting.body.slug}/roster/"


def test_members_are_entered_and_turns_handed_over_and_back(desk):
    page = desk.page
    desk.send(TEXT, "kyogikai.txt")
    meeting = Meeting.objects.get()
    page.goto(roster_of(meeting))
    page.fill("#id_text", "氏名\t役職\t任期\n若葉 薫\t会長\tR6.4.1～R8.3.31")
    page.check("#id_is_public_0")
    page.click("button:text-is('登録する')")
    page.click("button:text-is('会議録の発言者に当てはめる')")
    page.click("button:text-is('氏名の発言者にする')")
    page.wait_for_load_state()
    chair = Speaker.objects.get(name="若葉薫")
    assert chair.turns.count() == 2

    page.goto(f"/staff/speakers/{chair.pk}/")
    page.check("#group-1")
    page.fill("#to-name", "若葉 香")
    page.click("text=移すとどうなるかを見る")
    page.check("#to-new")
    page.click("button:text-is('移す')")
    page.wait_for_load_state()
    other = Speaker.objects.get(name="若葉香")
    assert other.turns.count() == 2

    surname = Speaker.objects.get(kind="surname")
    page.goto(f"/staff/speakers/{other.pk}/?name=緑川")
    page.click(f"text={surname.name}")
    page.check("#one-person")
    page.click("text=にまとめる")
    page.wait_for_load_state()
    assert other.turns.count() == 3
    assert not Speaker.objects.filter(pk=surname.pk).exists()


def pages_of(page: Any, folder: Any) -> list[str]:
    """Log in, leave something on every page of the desk, and name these pages."""
    make.municipality("潮見野市")
    page.goto("/admin/login/?next=/staff/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", "password")
    page.click("[type=submit]")
    desk = Desk(page, folder)
    desk.send(TEXT, "kyogikai.txt")
    desk.send(CORRECTED, "teisei.txt")
    desk.send(TEXT.replace("9月10日（火）", "9月17日（火）"), "moved.txt")
    meeting = Meeting.objects.get()
    waiting = [f"/staff/documents/{pk}/" for pk in IncomingDocument.objects.values_list("pk", flat=True)]
    check = f"/staff/meetings/{meeting.identifier}/"
    speakers = list(Speaker.objects.exclude(kind="organisation").order_by("pk"))
    alike = [make.speaker(name, municipality=meeting.body.municipality) for name in ("高橋", "髙橋", "高 橋")]
    for speaker in alike:
        make.turn(meeting, label=speaker.name, speaker=speaker)
    DistinctSpeakers.objects.tell_apart([(alike[0].pk, alike[1].pk)])
    merge = f"/staff/speakers/merge/?id={alike[0].pk}&id={alike[1].pk}"
    make.membership(meeting.body)
    who = ["/staff/speakers/alike/", merge, f"/staff/speakers/{speakers[0].pk}/", roster_of(meeting)]
    turns = [f"{check}turns/3/", f"{check}publish/", f"{check}?label=会長"]
    internal = make.meeting(meeting.body, visibility="internal")
    make.turn(internal, "庁内の打合せです。")
    index_meetings([internal.pk])
    searches = ["/search/?q=打合せ", "/search/internal/?q=打合せ"]
    return ["/staff/", *waiting, check, *turns, *who, *searches]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_page_of_the_desk_has_axe_findings(browser, live_server, admin_user, tmp_path, width, colours):
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 800},
        color_scheme=colours,
        reduced_motion="reduce",
    )
    page = context.new_page()
    found = {}
    for path in pages_of(page, tmp_path):
        page.goto(path)
        seen = Visit(page, [])
        seen.unfold()
        faults = [*seen.structure_faults(), *seen.violations()]
        faults += ["scrolls sideways"] if seen.scrolls_sideways() else []
        if faults:
            found[path] = faults
    context.close()
    assert found == {}


@markup.needed
def test_vnu_finds_nothing_on_any_page_of_the_desk(browser, live_server, admin_user, tmp_path):
    context = browser.new_context(base_url=live_server.url)
    paths = pages_of(context.new_page(), tmp_path)
    pages = {path: context.request.get(path).text() for path in paths}
    context.close()
    assert markup.errors(pages) == {}
