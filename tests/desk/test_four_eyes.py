"""Where a body asks for it, who worded a meeting's minutes is not who publishes them."""

import pytest
from django.test import Client

from meetings.models import Body, Meeting, Turn
from tests import factories
from tests.admin.form_filling import address, member_of, messages, rows, submit

from .minutes import CORRECTED, upload

pytestmark = pytest.mark.django_db

SEND = "/staff/documents/"
LIST = "/admin/meetings/meeting/"


@pytest.fixture
def taro(db: None) -> Client:
    return member_of("承認", "taro")


@pytest.fixture
def hana(db: None) -> Client:
    return member_of("承認", "hana")


@pytest.fixture
def meeting(taro: Client) -> Meeting:
    """Sent in by taro, as a draft of a body that asks for another pair of eyes."""
    factories.municipality("潮見野市")
    taro.post(SEND, {"documents": upload()})
    Body.objects.update(four_eyes=True)
    return Meeting.objects.get()


def page_of(meeting: Meeting) -> str:
    return f"/staff/meetings/{meeting.identifier}/publish/"


def publish(browser: Client, meeting: Meeting) -> str:
    seen = Meeting.objects.get().updated_at.isoformat()
    return browser.post(page_of(meeting), {"seen": seen, "checked": "1"}, follow=True).content.decode()


def change_a_word(browser: Client) -> None:
    submit(browser, address("turn", Turn.objects.get(number=4)), text="三人増やします。")


def is_public() -> bool:
    return Meeting.objects.published().exists()


def test_who_sent_the_document_does_not_publish_it(taro: Client, meeting: Meeting) -> None:
    page = taro.get(page_of(meeting)).content.decode()
    assert "入力した人と、本文を最後に直した人は公開できません（taroさん）" in page
    assert "公開する</button>" not in page
    assert "（taroさん）" in publish(taro, meeting)
    assert not is_public()


def test_another_person_publishes_it(hana: Client, meeting: Meeting) -> None:
    assert "公開する</button>" in hana.get(page_of(meeting)).content.decode()
    publish(hana, meeting)
    assert is_public()


def test_who_changed_a_word_last_does_not_publish(taro: Client, hana: Client, meeting: Meeting) -> None:
    change_a_word(hana)
    for browser in (hana, taro):
        assert "（taroさん、hanaさん）" in publish(browser, meeting)
    assert not is_public()
    publish(member_of("承認", "kenji"), meeting)
    assert is_public()


def test_many_at_once_asks_the_same(taro: Client, meeting: Meeting) -> None:
    chosen = {"action": "publish_meetings", "_selected_action": [str(meeting.pk)]}
    assert "（taroさん）" in taro.post(LIST, chosen, follow=True).content.decode()
    assert not is_public()


def test_the_field_asks_the_same(taro: Client, hana: Client, meeting: Meeting) -> None:
    assert "（taroさん）" in messages(submit(taro, address("meeting", meeting), status="published"))
    assert not is_public()
    assert submit(hana, address("meeting", meeting), status="published").status_code == 302
    assert is_public()


def test_a_save_that_words_and_publishes_is_refused(hana: Client, meeting: Meeting) -> None:
    """The wording is changed by the same save; then nothing of it is kept."""
    typed = {"status": "published", "turns-3-text": "三人増やします。"}
    assert "hanaさん" in messages(submit(hana, address("meeting", meeting), typed))
    assert not is_public()
    assert not Turn.objects.filter(text="三人増やします。").exists()


def test_a_meeting_typed_by_hand_too(hana: Client) -> None:
    body = factories.body(four_eyes=True)
    typed = rows("turns", label=["会長"], text=["始めます。"]) | {"status": "published"}
    answer = submit(hana, address("meeting"), typed, body=body.pk, title="第1回", date="2024-09-10")
    assert "（hanaさん）" in messages(answer)
    assert not Meeting.objects.filter(body=body).exists()


def test_who_sent_a_correction_does_not_agree_to_it(taro: Client, hana: Client, meeting: Meeting) -> None:
    publish(hana, meeting)
    page = hana.post(SEND, {"documents": upload(CORRECTED, "teisei.txt")}, follow=True)
    path = page.redirect_chain[-1][0]
    assert "文書を送った人とは別の人" in page.content.decode()
    assert "訂正を反映する" not in page.content.decode()
    assert "文書を送った人とは別の人" in hana.post(path, {"agree": "1"}, follow=True).content.decode()
    assert Turn.objects.get(number=4).text == "2人増やします。"
    taro.post(path, {"agree": "1"})
    assert Turn.objects.get(number=4).text == "3人増やします。"


def test_an_answer_that_leads_elsewhere_is_asked_again(taro: Client, hana: Client, meeting: Meeting) -> None:
    """A correction of a draft that is sent on to a public meeting of another body."""
    publish(hana, meeting)
    Body.objects.update(name="潮見野市図書館運営会議")
    clerk = member_of("入力", "clerk")
    clerk.post(SEND, {"documents": upload(CORRECTED, "first.txt")})
    clerk.post(SEND, {"documents": upload(CORRECTED + "（了）\n", "second.txt")})
    waiting = f"{SEND}{clerk.get('/staff/').context['page'].corrections[0].pk}/"
    answer = clerk.post(waiting, {"agree": "1", "body": "潮見野市図書館運営会議"}, follow=True)
    assert "公開と取消の権限がありません" in answer.content.decode()
    assert Turn.objects.get(meeting=meeting, number=4).text == "2人増やします。"


def test_what_a_command_brought_in_anybody_publishes(taro: Client) -> None:
    body = factories.body(four_eyes=True)
    meeting = factories.meeting(body, status="draft")
    factories.turn(meeting)
    publish(taro, meeting)
    assert is_public()


def test_without_the_rule_one_person_does_both(taro: Client, meeting: Meeting) -> None:
    Body.objects.update(four_eyes=False)
    publish(taro, meeting)
    assert is_public()


def test_taking_back_needs_no_second_person(taro: Client, hana: Client, meeting: Meeting) -> None:
    publish(hana, meeting)
    change_a_word(hana)
    chosen = {"action": "return_to_draft", "_selected_action": [str(meeting.pk)]}
    hana.post(LIST, chosen)
    assert not is_public()
