"""A day at the desk, told from the morning on: minutes come in, are mended, published, corrected, withdrawn.

Midori enters, Aoi approves, a citizen reads. Every key and click is counted; docs/data_entry.md has the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from meetings.models import IncomingDocument, Meeting, Municipality, Turn
from meetings.models.staff_groups import make_groups
from tests import factories as make
from tests.admin.form_filling import member_of

from .hands import Hands, Step, window

pytestmark = pytest.mark.browser

FIXTURES = Path(__file__).parents[2] / "fixtures"
DOCUMENTS = FIXTURES / "documents"
FIRST_EDITION = DOCUMENTS / "shiomino-johoka" / "2025-06-10.txt"
CORRECTED_EDITION = DOCUMENTS / "shiomino-johoka" / "2025-06-10_teisei.txt"
OTHERS = [
    DOCUMENTS / "shiomino-ekimae-toshokan" / "2024-07-09.html",
    DOCUMENTS / "asanagi-kotsu" / "2025-09-03.html",
    DOCUMENTS / "suzunari-chomin" / "2024-06-16.txt",
]

MISPRINTS = 41
HEAD = """令和7年度第1回潮見野市緑地保全委員会会議録

日時　令和7年5月20日（火）午後2時～午後4時
場所　潮見野市役所　会議室
出席者　委員長　若葉薫、委員　緑川直
議題
1　緑地の手入れについて

1　緑地の手入れについて
"""
MISPRINTED = HEAD + "".join(
    f"○員長委　{n}番目の区画の手入れについて伺います。\n○緑川委員　{n}番目の区画は来月に手入れをします。\n"
    for n in range(1, MISPRINTS + 1)
)
HEARD_WRONG = "3番目の区画は来月に手入れをします。"
HEARD_RIGHT = "3番目の区画は今月に手入れをします。"
TAKEN_BACK = "その公民館のひとつを使っている者です。"

MOST_CLICKS_TO_RELABEL = 5


@dataclass
class Office:
    """Those at their screens."""

    midori: Hands
    """Of the group 入力."""
    aoi: Hands
    """Of the group 承認."""
    citizen: Any
    """The window of a reader without an account."""


@pytest.fixture
def office(transactional_db: None, browser: Any, live_server: LiveServer) -> Iterator[Office]:
    make_groups(Group, Permission, ContentType)  # a test with tables of its own has emptied them at its end
    call_command("load_municipalities", FIXTURES / "municipalities.csv", verbosity=0)
    town = Municipality.objects.get(name="潮見野市")
    make.body("潮見野市緑地保全委員会", town, shows_former_wording=True)
    with (
        window(browser, live_server, member_of("入力", "midori")) as midori,
        window(browser, live_server, member_of("承認", "aoi")) as aoi,
        window(browser, live_server) as citizen,
    ):
        day: list[Step] = []
        yield Office(Hands(midori, day), Hands(aoi, day), citizen)


def test_the_day_of_two_clerks_and_a_citizen(office: Office, tmp_path: Path) -> None:
    midori, aoi, citizen = office.midori, office.aoi, office.citizen
    misprinted = tmp_path / "ryokuchi.txt"
    misprinted.write_text(MISPRINTED, encoding="utf-8")

    with midori.step("Midori sends five documents in"):
        send_in(midori, FIRST_EDITION, misprinted, *OTHERS)
    assert Meeting.objects.filter(status="draft").count() == 5
    assert citizen.goto("/bodies/").status == 200
    assert "潮見野市" not in citizen.text_content("main")

    green = Meeting.objects.get(body__name="潮見野市緑地保全委員会")
    with midori.step("Midori mends a misprinted label of 41 turns"):
        relabel(midori, green, "員長委", "委員長")
    assert green.turns.filter(label="委員長", printed_label__endswith="員長委").count() == MISPRINTS
    assert midori.day[-1].clicks <= MOST_CLICKS_TO_RELABEL
    assert "公開に進む" not in midori.page.text_content("main")  # that is for somebody else

    with midori.step("Midori asks somebody else to look it over"):
        midori.click("main >> button:text-is('確認を頼む')")
    green.refresh_from_db()
    assert green.status == "review"

    with aoi.step("Aoi publishes five meetings"):
        for title in Meeting.objects.order_by("pk").values_list("title", flat=True):
            publish(aoi, title)
    assert Meeting.objects.published().count() == 5

    wrong = Turn.objects.get(meeting=green, text=HEARD_WRONG)
    with midori.step("Midori corrects a turn"):
        correct(midori, wrong, HEARD_RIGHT)
    citizen.goto(wrong.get_absolute_url())
    citizen.click("text=訂正履歴")
    citizen.wait_for_load_state()
    history = citizen.text_content("main")
    assert HEARD_WRONG in history
    assert HEARD_RIGHT in history

    spoken = Turn.objects.get(text__startswith=TAKEN_BACK)
    with aoi.step("Aoi withdraws a turn"):
        withdraw(aoi, spoken, "R7.7.1", "発言者の申出による")
    assert not can_read(citizen, spoken)

    edition = tmp_path / CORRECTED_EDITION.name
    edition.write_text(corrected_edition(), encoding="utf-8")
    with midori.step("Midori sends a corrected edition in"):
        send_in(midori, edition)
    assert "承認する人に頼んでください" in midori.page.text_content("main")
    assert "11か所です。" in words_of(citizen, spoken.meeting)

    with aoi.step("Aoi takes it in, and what was withdrawn stays so"):
        aoi.page.goto("/staff/")
        aoi.click(f"main >> a:text-is('{CORRECTED_EDITION.name}')")
        aoi.click("text=訂正を反映する")
        assert IncomingDocument.objects.get().waits_for == "withhold"  # asked, not done
        assert "11か所です。" in words_of(citizen, spoken.meeting)
        aoi.click("#withhold")
        aoi.click("text=訂正を反映する")
    assert not IncomingDocument.objects.exists()
    assert "12か所です。" in words_of(citizen, spoken.meeting)
    assert not can_read(citizen, spoken)

    for number, step in enumerate(midori.day, start=1):
        print(f"{number}. {step}")  # noqa: T201 (docs/data_entry.md)


def corrected_edition() -> str:
    """It says again, under another name, what was withdrawn."""
    question = "今は何か所で使えますか。"
    printed = CORRECTED_EDITION.read_text(encoding="utf-8")
    assert printed.count(question) == 1
    return printed.replace(question, question + TAKEN_BACK)


def send_in(clerk: Hands, *documents: Path) -> None:
    clerk.page.goto("/staff/")
    clerk.choose_files("#id_documents", *documents)
    clerk.click("text=読み取って下書きにする")


def relabel(clerk: Hands, meeting: Meeting, printed: str, meant: str) -> None:
    """From the list of drafts on."""
    clerk.page.goto("/staff/")
    clerk.click(f"main >> a:text-is('{meeting.title}')")
    clerk.click(f"main >> th >> a:text-is('{printed}')")
    clerk.write("#id_label", meant)
    clerk.click("#change-turns >> button:text-is('直す')")


def publish(clerk: Hands, title: str) -> None:
    clerk.page.goto("/staff/")
    clerk.click(f"main >> a:text-is('{title}')")
    clerk.click("text=公開に進む")
    clerk.click("#checked")
    clerk.click("main >> button:text-is('公開する')")


def correct(clerk: Hands, turn: Turn, text: str) -> None:
    """From the turn's public page on."""
    clerk.page.goto(turn.get_absolute_url())
    clerk.click("text=この発言を直す")
    clerk.write_anew("#id_text", text)
    clerk.click("[name=_save]")


def withdraw(clerk: Hands, turn: Turn, day: str, reason: str) -> None:
    clerk.page.goto(turn.get_absolute_url())
    clerk.click("text=この発言を直す")
    clerk.write("#id_withdrawn_on", day)
    clerk.write("#id_withdrawn_reason", reason)
    clerk.click("[name=_save]")


def words_of(window: Any, meeting: Meeting) -> str:
    """What the meeting's public page says."""
    window.goto(meeting.get_absolute_url())
    return str(window.text_content("main"))


def can_read(window: Any, turn: Turn) -> bool:
    """Whether its first words stand at its own address or in the page of its meeting."""
    window.goto(turn.get_absolute_url())
    return TAKEN_BACK in window.text_content("main") or TAKEN_BACK in words_of(window, turn.meeting)
