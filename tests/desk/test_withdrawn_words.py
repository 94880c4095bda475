"""What was withdrawn stays withdrawn when a corrected document still prints it."""

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import IncomingDocument, Meeting, Turn
from tests.admin.form_filling import address, submit

from .minutes import TEXT, only_meeting, upload

pytestmark = pytest.mark.django_db

SEND = "/staff/documents/"
SECRET = "夜間の職員はどうなりますか。"
EDITION = TEXT.replace("夜間の職員はどうなりますか。", "あの、夜間の職員はどうなりますか。").replace(
    "○緑川委員", "○浜口委員"
)
"""The same words, in another turn: said a little otherwise, by somebody else."""


@pytest.fixture
def meeting(clerk: Client) -> Meeting:
    clerk.post(SEND, {"documents": upload()})
    Meeting.objects.update(status="published", published_at="2024-10-01T00:00Z")
    return only_meeting()


def withdraw() -> None:
    Turn.objects.filter(number=3).update(withdrawn_on="2024-11-01", withdrawn_reason="発言者の申出による")


def said() -> str:
    return "\n".join(Turn.objects.published().order_by("position").values_list("text", flat=True))


def agree(client: Client, **fields: str) -> IncomingDocument | None:
    waiting = IncomingDocument.objects.get()
    client.post(f"{SEND}{waiting.pk}/", {"agree": "1", **fields})
    return IncomingDocument.objects.first()


def test_withdrawn_words_are_asked_about(clerk: Client, approver: Client, meeting: Meeting) -> None:
    withdraw()
    clerk.post(SEND, {"documents": upload(EDITION, "teisei.txt")})
    waiting = agree(approver)
    assert waiting is not None
    assert waiting.waits_for == "withhold"
    assert "発言3の言葉が、この文書にまた入っています" in waiting.question
    assert SECRET not in said()


def test_the_turn_that_says_them_comes_in_withdrawn(
    clerk: Client, approver: Client, client: Client, meeting: Meeting
) -> None:
    withdraw()
    clerk.post(SEND, {"documents": upload(EDITION + "○会長　ありがとうございました。\n", "teisei.txt")})
    assert agree(approver) is not None
    assert agree(approver, withhold="1") is None
    assert SECRET not in said()
    assert "ありがとうございました。" in said()
    assert not Meeting.objects.get().source.downloadable
    assert client.get(f"{meeting.get_absolute_url()}original/").status_code == 404


def test_words_that_a_clerk_removed_are_asked_about(
    clerk: Client, approver: Client, meeting: Meeting
) -> None:
    turn = Turn.objects.get(number=3)
    submit(clerk, address("turn", turn), text="増やす予定はありますか。")
    clerk.post(SEND, {"documents": upload(TEXT.replace("2人増やします", "3人増やします"), "teisei.txt")})
    waiting = agree(approver)
    assert waiting is not None
    assert "発言3の言葉" in waiting.question
    assert SECRET not in said()


def test_a_sentence_said_elsewhere_is_no_sign(clerk: Client, approver: Client, meeting: Meeting) -> None:
    Turn.objects.filter(number=5).update(text=f"{SECRET}増やす予定はありますか。これで閉会します。")
    withdraw()
    clerk.post(SEND, {"documents": upload(EDITION, "teisei.txt")})
    assert agree(approver) is None


def test_the_command_refuses_and_says_how(
    clerk: Client, meeting: Meeting, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    withdraw()
    path = tmp_path / "teisei.txt"  # type: ignore[operator]
    path.write_text(EDITION, encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_minutes", str(path), "--commit")
    assert "--withhold" in capsys.readouterr().out
    assert SECRET not in said()
    call_command("import_minutes", str(path), "--commit", "--withhold")
    assert SECRET not in said()
    assert Turn.objects.filter(withdrawn_reason="取り消された言葉を含むため").exists()
