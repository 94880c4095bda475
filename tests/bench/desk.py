"""How long the server works for each act at the desk on a long meeting. Run by `bin/bench --desk`.

A meeting of 1,500 turns is sent in as text, and treated as a clerk would: forms are opened, filled in and
sent, each act some times on other turns. Times are what one process works and waits for the database, with
middleware and page, and nothing of browser and network; `own` is what the process itself works, without what
the database does and without waiting for a busy machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import django
import lxml.html

TURNS = 1_500
TARGET_MS = 300
TIMES = 5
_LABELS = ("緑川委員", "浜口委員", "事務局", "会長")
_SENTENCES = (
    "平日の開館を一時間延ばす案について、利用の多い曜日から順に試すのがよいと考えます。",
    "職員は二人増やし、費用は来年度の当初予算に計上する見込みです。",
    "夜間の利用者がどれだけいるのか、分館ごとの数字を示してください。",
    "児童室の本の傷みが目立つので、修理の講習を続けてほしいという声があります。",
)


def minutes(turns: int) -> str:
    """Invented minutes with so many turns."""
    head = (
        "令和6年度第2回潮見野市図書館協議会会議録\n\n日時　令和6年9月10日（火）午後2時～午後3時30分\n"
        "場所　潮見野市立図書館　会議室\n出席者　会長　若葉薫、委員　緑川直、委員　浜口海\n"
        "議題\n1　開館時間について\n2　その他\n\n1　開館時間について\n"
    )
    said = [
        f"○{_LABELS[n % 4]}　{n + 1}番目に申し上げます。{_SENTENCES[n % 4]}{_SENTENCES[(n // 4) % 4]}"
        for n in range(turns - 1)
    ]
    half = turns // 2
    return head + "\n".join([*said[:half], "2　その他", *said[half:], "○会長　これで閉会します。"])


@dataclass
class Clerk:
    """A browser without JavaScript, with a watch."""

    browser: Any
    times: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """Milliseconds of each act, all and its own."""

    def open(self, act: str, path: str) -> Any:
        """The page at the path."""
        answer = self._timed(act, lambda: self.browser.get(path))
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    def send(self, act: str, path: str, to: str, /, **typed: str) -> None:
        """Open the page at `path`, type into its form whose address ends in `to`, and send that."""
        answer = self.browser.get(path)
        document = lxml.html.fromstring(answer.content.decode(), base_url=f"http://desk{path}")
        forms = [each for each in document.forms if (each.action or path).endswith(to)]
        form = next(each for each in forms if each.method == "POST")
        values = {name: value for name, value in form.form_values() if name != "_save"} | typed
        self.post(act, form.action or path, values)

    def post(self, act: str, path: str, values: dict[str, str]) -> None:
        """Send that, as a form would."""
        sent = self._timed(act, lambda: self.browser.post(path, values))
        assert sent.status_code == 302, (path, sent.status_code, faults_of(sent))

    def _timed(self, act: str, do: Callable[[], Any]) -> Any:
        begun, worked = time.perf_counter(), time.process_time()
        answer = do()
        both = (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000
        self.times.setdefault(act, []).append(both)
        return answer


def faults_of(answer: Any) -> str:
    """What a form that was refused says."""
    page = lxml.html.fromstring(answer.content.decode())
    return " ".join(each.text_content().strip() for each in page.cssselect(".errorlist, .errornote, .notice"))


def play(browser: Any, turns: int, times: int) -> dict[str, list[tuple[float, float]]]:
    """The acts on one meeting, and the milliseconds of each."""
    from meetings.models import Meeting, Turn

    clerk = Clerk(browser)
    clerk.post("send it in", "/staff/documents/", {"text": minutes(turns)})
    meeting = Meeting.objects.get()
    assert meeting.turns.count() == turns, meeting.turns.count()
    here = f"/staff/meetings/{meeting.identifier}/"
    last_page = f"{here}?page={(turns - 1) // 50 + 1}"
    items = list(meeting.agenda_items.order_by("position").values_list("pk", flat=True))

    def address(turn: int) -> str:
        return f"/admin/meetings/turn/{Turn.objects.get(meeting=meeting, number=turn).pk}/change/?back=desk"

    for n in range(times):
        middle = turns // 2 + 10 * n
        clerk.open("open the check", here)
        clerk.open("open its last page", last_page)
        clerk.open("要確認のみ", f"{here}?only=open")
        clerk.open("one label", f"{here}?label=事務局")
        label = ("事務局", "事務局員")
        clerk.send("relabel a quarter", here, "/turns/", old_label=label[n % 2], label=label[(n + 1) % 2])
        span = {"first": "1", "last": str(turns), "item": str(items[n % len(items)])}
        clerk.send("item of all", here, "/turns/", **span)
        clerk.open("open one turn", f"{here}turns/{middle}/")
        clerk.send("split", f"{here}turns/{middle}/", "/split/", at="20")
        clerk.send("join", f"{here}turns/{middle + 5}/", "/join/")
        clerk.open("open its form", address(middle + 7))
        clerk.send("move", address(middle + 7), "back=desk", place="3")
        clerk.send("head", here, "/head/", place=f"第{n}会議室")
        clerk.open("open the publishing", f"{here}publish/")
        clerk.send("publish", f"{here}publish/", "/publish/", checked="1")
        chosen = {"action": "return_to_draft", "_selected_action": str(meeting.pk)}
        clerk.post("hide it again", "/admin/meetings/meeting/", chosen)
        clerk.send("head, hidden again", here, "/head/", place=f"第{n}集会室")
        clerk.send("publish, hidden before", f"{here}publish/", "/publish/", checked="1")
        clerk.open("open it, public", here)
        clerk.send("correct one, public", address(middle + 8), "back=desk", text=f"直しました。{n}")
        clerk.send("split, public", f"{here}turns/{middle + 9}/", "/split/", at="20")
        clerk.send("join, public", f"{here}turns/{middle + 12}/", "/join/")
        clerk.send(
            "relabel a quarter, public", here, "/turns/", old_label="会長", label="会長", kind="speech"
        )
        day = {"withdrawn_on": "2026-04-01", "withdrawn_reason": "誤りのため"}
        clerk.send("withdraw one", address(middle + 14), "back=desk", **day)
        form = f"/admin/meetings/meeting/{meeting.pk}/change/"
        clerk.open("open the meeting's form", form)
        clerk.send("withdraw the meeting", form, "/change/", status="withdrawn", **day)
        nothing = {"withdrawn_on": "", "withdrawn_reason": ""}
        clerk.send("make it a draft again", form, "/change/", status="draft", **nothing)
    return clerk.times


def lines(times: dict[str, list[tuple[float, float]]]) -> Iterator[str]:
    """A table of them, with what is over the target marked."""
    yield f"{'act':<28}{'median ms':>10}{'best':>8}{'worst':>8}{'own':>8}"
    for act, each in times.items():
        whole = [one for one, _ in each]
        over = "  over" if median(whole) > TARGET_MS else ""
        own = median(own for _, own in each)
        yield f"{act:<28}{median(whole):>10.0f}{min(whole):>8.0f}{max(whole):>8.0f}{own:>8.0f}{over}"


def main() -> int:
    from tests.bench.searching_load import own_database

    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--desk", action="store_true", help="how long the acts at the desk take")
    parser.add_argument("--turns", type=int, default=TURNS, help="of the meeting")
    parser.add_argument("--times", type=int, default=TIMES, help="each act is done")
    wanted = parser.parse_args()
    with own_database():
        from django.contrib.auth.models import User
        from django.test import Client

        from tests import factories

        factories.municipality("潮見野市")
        browser = Client(HTTP_HOST="localhost")
        browser.force_login(User.objects.create_superuser("chief"))
        for line in lines(play(browser, wanted.turns, wanted.times)):
            sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")
    django.setup()
    sys.exit(main())
