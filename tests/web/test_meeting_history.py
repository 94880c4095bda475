"""A citizen reads what was changed in a meeting since it was public, and proves a citation."""

import datetime
from hashlib import sha256
from typing import Any

import lxml.html
import pytest
from django.test import Client

from meetings.models import Correction, Meeting, Turn, Version
from meetings.models.turn import JOINED
from meetings.web.editions import Edition
from meetings.web.former_heads import SHOWN
from tests import factories

pytestmark = pytest.mark.django_db


def moment(month: int, day: int = 1, hour: int = 3) -> datetime.datetime:
    return datetime.datetime(2024, month, day, hour, tzinfo=datetime.UTC)


@pytest.fixture
def meeting() -> Meeting:
    body = factories.body("霧沢市水道事業審議会", shows_former_wording=True)
    made = factories.meeting(body, title="第2回会議", published_at=moment(6))
    factories.turn(made, "料金は据え置きます。", label="会長")
    factories.turn(made, "水源は二つです。", label="事務局")
    return made


def corrected(meeting: Meeting, number: int, before: str | None, after: str | None, month: int = 7) -> None:
    change = {"number": number, "before": before, "after": after}
    Correction.objects.create(
        meeting=meeting, made_at=moment(month), document="訂正版.docx", changes=[change]
    )


def was(meeting: Meeting, until: datetime.datetime, **said: Any) -> None:
    Version.objects.create(
        noun="meeting", row=meeting.pk, meeting=meeting.pk, until=until, deleted=False, said=said
    )


def page(client: Client, meeting: Meeting) -> lxml.html.HtmlElement:
    answer = client.get(f"{meeting.get_absolute_url()}history/")
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def text(client: Client, meeting: Meeting) -> str:
    return str(page(client, meeting).cssselect("main")[0].text_content())


def test_each_day_of_changes_is_told_the_latest_first(client: Client, meeting: Meeting) -> None:
    corrected(meeting, 1, "料金は上げます。", "料金は据え置きます。", month=7)
    corrected(meeting, 2, None, "水源は二つです。", month=8)
    html = page(client, meeting)
    heads = [each.text_content() for each in html.cssselect("main section h2")]
    assert [head[:15] for head in heads[:3]] == [
        "令和6年（2024年）8月1日",
        "令和6年（2024年）7月1日",
        "令和6年（2024年）6月1日",
    ]
    links = [link.get("href") for link in html.cssselect(".edition-changes a")]
    assert links == [f"{meeting.get_absolute_url()}{n}/history/" for n in (2, 1)]


def test_a_correction_on_the_day_of_publication_is_told(client: Client, meeting: Meeting) -> None:
    assert "この会議録は変わっていません" in text(client, meeting)
    change = {"number": 1, "before": "料金は上げます。", "after": "料金は据え置きます。"}
    Correction.objects.create(
        meeting=meeting, made_at=moment(6, hour=5), document="訂正版.docx", changes=[change]
    )
    html = page(client, meeting)
    assert "変わっていません" not in html.text_content()
    links = [link.get("href") for link in html.cssselect(".edition-changes a")]
    assert links == [f"{meeting.get_absolute_url()}1/history/"]


def test_each_edition_names_the_document_that_made_it(client: Client, meeting: Meeting) -> None:
    corrected(meeting, 1, "料金は上げます。", "料金は据え置きます。", month=7)
    was(meeting, moment(8), place="市役所別館")
    sections = [each.text_content() for each in page(client, meeting).cssselect("main section")]
    assert ["訂正版.docx" in section for section in sections[:3]] == [False, True, False]


def test_a_field_of_the_head_is_told_before_and_after(client: Client, meeting: Meeting) -> None:
    was(meeting, moment(7), place="市役所別館", openness="partly", date="2024-03-01")
    told = text(client, meeting)
    assert "場所を改めました。" in told
    assert "市役所別館" in told
    assert "一部公開" in told
    assert "令和6年（2024年）3月1日（金）" in told


def test_a_label_that_was_changed_is_told(client: Client, meeting: Meeting) -> None:
    turn = meeting.turns.get(number=1)
    Version.objects.create(
        noun="turn", row=turn.pk, meeting=meeting.pk, until=moment(7), deleted=False, said={"label": "長会"}
    )
    assert "発言1の発言者の表示を改めました。" in " ".join(text(client, meeting).split())
    assert "長会" in text(client, meeting)


def test_where_the_body_shows_nothing_only_places_are_told(client: Client, meeting: Meeting) -> None:
    was(meeting, moment(7), place="市役所別館")
    corrected(meeting, 1, "料金は上げます。", "料金は据え置きます。")
    before = page(client, meeting).cssselect(".digest")
    meeting.body.shows_former_wording = False
    meeting.body.save()
    told = text(client, meeting)
    assert "場所を改めました。" in told
    assert "市役所別館" not in told
    assert before[0].text_content() in told
    assert before[1].text_content() not in told
    assert client.get(f"{meeting.get_absolute_url()}history/2024-06-01.txt").status_code == 404


def test_each_edition_is_a_file_with_its_digest(client: Client, meeting: Meeting) -> None:
    corrected(meeting, 1, "料金は上げます。", "料金は据え置きます。")
    html = page(client, meeting)
    files = [link.get("href") for link in html.cssselect("main a") if link.get("href").endswith(".txt")]
    digests = [each.text_content() for each in html.cssselect(".digest")]
    assert len(files) == 2
    for path, digest in zip(files, digests, strict=True):
        answer = client.get(path)
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert sha256(answer.content).hexdigest() == digest
    assert "料金は上げます。" in client.get(files[1]).content.decode()
    assert f"curl -s http://testserver{files[0]} | sha256sum" in html.text_content()


def test_the_form_of_an_edition_stays(client: Client, meeting: Meeting) -> None:
    """Whoever cited one years ago proves it by the same bytes."""
    meeting = factories.meeting(
        meeting.body, title="第2回会議", published_at=moment(6), number=2, date=datetime.date(2024, 5, 20),
        start=datetime.time(14), observers=0, openness="partly",
        printed_header=[["", "議事録"], ["場所", "三階"]],
    )  # fmt: skip
    factories.turn(meeting, "料金は据え置きます。", label="会長")
    factories.turn(meeting, "水源は二つです。", label="事務局")
    answer = client.get(f"{meeting.get_absolute_url()}history/2024-06-01.txt")
    assert answer.content.decode() == (
        f"会議番号：{meeting.identifier}\n会議名：第2回会議\n回：2\n開催日：2024-05-20\n開始時刻：14:00\n"
        "公開区分：一部公開\n傍聴者数：0\n記録の種類：記載なし\n記載事項：議事録／場所：三階\n\n"
        "発言1　会長\n料金は据え置きます。\n\n発言2　事務局\n水源は二つです。\n\n"
    )


def test_of_the_printed_head_the_lines_that_differ_are_told(client: Client, meeting: Meeting) -> None:
    head = [["日時", "五月"], ["場所", "三階"]]
    meeting = factories.meeting(meeting.body, published_at=moment(6), printed_header=head)
    was(meeting, moment(7), printed_header=[["日時", "五月"], ["場所", "二階"]])
    changed = page(client, meeting).cssselect(".before-after dd")
    assert [each.text_content().strip() for each in changed] == ["場所：二階", "場所：三階"]


def test_what_was_changed_while_it_was_hidden_is_one_change(client: Client, meeting: Meeting) -> None:
    """Hidden from 5 July to 9 July: what was written on the 6th nobody has read."""
    was(meeting, moment(7, 5), status="published")
    was(meeting, moment(7, 6), place="ひみつの間")
    Correction.objects.create(
        meeting=meeting,
        made_at=moment(7, 6),
        document="職員による手直し",
        changes=[{"number": 1, "before": "料金は上げます。", "after": "ひみつです。"}],
    )
    Correction.objects.create(
        meeting=meeting,
        made_at=moment(7, 8),
        document="職員による手直し",
        changes=[{"number": 1, "before": "ひみつです。", "after": "料金は据え置きます。"}],
    )
    was(meeting, moment(7, 5, 4), place="はじめの間")
    was(meeting, moment(7, 9), status="draft")
    html = page(client, meeting)
    assert len(html.cssselect(".digest")) == 2
    assert "はじめの間" in html.text_content()
    assert "ひみつ" not in html.text_content()
    turn = client.get(f"{meeting.get_absolute_url()}1/history/").content.decode()
    assert "料金は上げます。" in turn
    assert "ひみつ" not in turn


@pytest.mark.parametrize("reason", ["発言者の申出による", "訂正された会議録にこの発言がないため"])
def test_an_edition_with_withdrawn_words_is_not_shown(client: Client, meeting: Meeting, reason: str) -> None:
    digest = page(client, meeting).cssselect(".digest")[0].text_content()
    Turn.objects.filter(number=2).update(withdrawn_on="2024-07-01", withdrawn_reason=reason)
    corrected(meeting, 2, "水源は二つです。", None)
    told = text(client, meeting)
    assert "発言2を取り消しました。" in told
    assert "水源は二つです。" not in told
    assert digest not in told
    assert client.get(f"{meeting.get_absolute_url()}history/2024-06-01.txt").status_code == 404
    assert client.get(f"{meeting.get_absolute_url()}history/2024-07-01.txt").status_code == 200


def test_words_withdrawn_in_one_turn_show_in_no_other(client: Client, meeting: Meeting) -> None:
    """A turn was cut in two, and the second half withdrawn: the whole is not shown either."""
    corrected(meeting, 1, "料金は据え置きます。電話は0000番です。", "料金は据え置きます。", month=7)
    gone = factories.withdrawn_turn(meeting, "電話は0000番です。")
    corrected(meeting, gone.number, None, "電話は0000番です。", month=7)
    corrected(meeting, gone.number, "電話は0000番です。", None, month=8)
    was(meeting, moment(9), place="電話は0000番です。")
    for path in ("history/", "1/history/", "2/history/"):
        shown = client.get(f"{meeting.get_absolute_url()}{path}").content.decode()
        assert "0000番" not in shown
    assert client.get(f"{meeting.get_absolute_url()}history/2024-06-01.txt").status_code == 404


def test_what_a_withdrawn_turn_said_before_is_shown_nowhere(client: Client, meeting: Meeting) -> None:
    """It was softened first, and withdrawn then."""
    corrected(meeting, 1, "料金は据え置きます。電話は0000番です。", "料金は据え置きます。", month=7)
    gone = factories.withdrawn_turn(meeting, "電話は伏せます。")
    corrected(meeting, gone.number, None, "電話は0000番です。", month=7)
    corrected(meeting, gone.number, "電話は0000番です。", "電話は伏せます。", month=8)
    corrected(meeting, gone.number, "電話は伏せます。", None, month=9)
    for path in ("history/", "1/history/"):
        assert "0000番" not in client.get(f"{meeting.get_absolute_url()}{path}").content.decode()
    for day, status in (("06-01", 404), ("07-01", 404), ("08-01", 404), ("09-01", 200)):
        assert client.get(f"{meeting.get_absolute_url()}history/2024-{day}.txt").status_code == status


def test_an_edition_that_says_what_is_said_elsewhere_too(client: Client, meeting: Meeting) -> None:
    """The words of a withdrawn turn are no secret, but that turn is withdrawn: its edition is not shown."""
    gone = factories.withdrawn_turn(meeting, "水源は二つです。")
    corrected(meeting, gone.number, "水源は二つです。", None)
    assert client.get(f"{meeting.get_absolute_url()}history/2024-06-01.txt").status_code == 404
    corrected(meeting, 1, "水源は二つです。", "料金は据え置きます。", month=8)
    assert "水源は二つです。" in client.get(f"{meeting.get_absolute_url()}1/history/").content.decode()


def test_turns_that_were_joined_are_no_secret(client: Client, meeting: Meeting) -> None:
    Turn.objects.filter(number=2).update(withdrawn_on="2024-07-01", withdrawn_reason=JOINED)
    whole = "料金は据え置きます。\n事務局　水源は二つです。"
    Turn.objects.filter(number=1).update(text=whole)
    changes = [
        {"number": 1, "before": "料金は据え置きます。", "after": whole},
        {"number": 2, "before": "水源は二つです。", "after": None},
    ]
    Correction.objects.create(
        meeting=meeting, made_at=moment(7), document="職員による手直し", changes=changes
    )
    before = client.get(f"{meeting.get_absolute_url()}history/2024-06-01.txt")
    assert "水源は二つです。" in before.content.decode()


def test_hidden_and_shown_again_is_no_change(client: Client, meeting: Meeting) -> None:
    was(meeting, moment(7, 9), status="draft")
    was(meeting, moment(7, 5), status="published")
    assert len(page(client, meeting).cssselect(".digest")) == 1
    assert "変わっていません" in text(client, meeting)


def test_a_change_on_the_first_day_is_no_edition_of_its_own(client: Client, meeting: Meeting) -> None:
    was(meeting, moment(6, hour=9), place="はじめの間")
    assert len(page(client, meeting).cssselect(".digest")) == 1
    assert "はじめの間" not in text(client, meeting)


def test_the_labels_of_a_withdrawn_turn_are_not_told(client: Client, meeting: Meeting) -> None:
    turn = meeting.turns.get(number=2)
    Version.objects.create(
        noun="turn", row=turn.pk, meeting=meeting.pk, until=moment(7), deleted=False, said={"label": "霧島"}
    )
    Turn.objects.filter(pk=turn.pk).update(withdrawn_on="2024-08-01", withdrawn_reason="発言者の申出による")
    corrected(meeting, 2, "水源は二つです。", None, month=8)
    assert "発言2の発言者の表示を改めました。" in " ".join(text(client, meeting).split())
    assert "霧島" not in text(client, meeting)


def test_a_meeting_that_never_changed_says_so(client: Client, meeting: Meeting) -> None:
    was(meeting, moment(5), place="下書きの間")
    told = text(client, meeting)
    assert "変わっていません" in told
    assert "下書きの間" not in told


@pytest.mark.parametrize("path", ["history/", "history/2024-06-01.txt"])
def test_a_hidden_meeting_has_no_history(client: Client, meeting: Meeting, path: str) -> None:
    assert client.get(f"{meeting.get_absolute_url()}{path}").status_code == 200
    Meeting.objects.update(visibility="internal")
    assert client.get(f"{meeting.get_absolute_url()}{path}").status_code == 404
    Meeting.objects.update(
        visibility="public", status="withdrawn", withdrawn_on="2024-07-01", withdrawn_reason="誤りのため"
    )
    assert client.get(f"{meeting.get_absolute_url()}{path}").status_code == 410


@pytest.mark.parametrize("name", ["2024-06-02", "2024-99-99", "first", "0000-00-00"])
def test_an_edition_that_there_is_not_is_404(client: Client, meeting: Meeting, name: str) -> None:
    assert client.get(f"{meeting.get_absolute_url()}history/{name}.txt").status_code == 404


def test_a_history_of_many_days_says_what_it_leaves_out(client: Client, meeting: Meeting) -> None:
    day = moment(6)
    for n in range(70):
        was(meeting, day + datetime.timedelta(days=n), place=f"第{n}会議室")
    html = page(client, meeting)
    assert len(html.cssselect("main section h2")) < 65
    assert "これより前の訂正は、多いため省いています。" in html.text_content()


def test_a_long_meeting_is_gone_through_as_often_as_a_short_one(
    client: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = Edition.spoken.fget  # type: ignore[attr-defined]
    asked: list[int] = []

    def spoken(edition: Edition) -> dict[int, str]:
        asked.append(1)
        return dict(labels(edition))

    monkeypatch.setattr(Edition, "spoken", property(spoken))
    was(meeting, moment(7), place="市役所別館")
    text(client, meeting)
    few = len(asked)
    for n in range(30):
        factories.turn(meeting, f"発言その{n}。", label="会長")
    text(client, meeting)
    assert len(asked) == 2 * few


def test_every_field_that_pages_show_has_a_history() -> None:
    """But what is told elsewhere, or is no statement of the minutes."""
    untold = {
        "id", "identifier", "body", "edited_by_hand", "source", "status", "visibility", "withdrawn_on",
        "withdrawn_reason", "published_at", "created_at", "updated_at",
    }  # fmt: skip
    assert {field.name for field in Meeting._meta.concrete_fields} == untold | set(SHOWN)
