"""Who may go through which door: every page and act of the staff, as a visitor and as each group."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import DistinctSpeakers, IncomingDocument, Meeting, SourceDocument, Version
from tests import factories

from .form_filling import address, member_of, submit
from .nouns import NOUNS, make_one_of_everything

pytestmark = pytest.mark.django_db

ROLES = ("visitor", "account", "閲覧", "入力", "承認", "管理")


def browser_of(role: str) -> Client:
    if role == "visitor":
        return Client()
    if role != "account":
        return member_of(role)
    client = Client()
    client.force_login(User.objects.create_user("account", password="x"))
    return client


def goes_in(answer: Any) -> bool:
    """Whether the page was given, and not the login or a refusal."""
    return answer.status_code == 200


def get(path: str) -> Callable[[Client, Meeting], bool]:
    return lambda browser, meeting: goes_in(browser.get(path.format(meeting.identifier)))


def post(path: str, **sent: str) -> Callable[[Client, Meeting], bool]:
    """Sends it; what the view refuses to do for other reasons is no matter of rights."""

    def act(browser: Client, meeting: Meeting) -> bool:
        answer = browser.post(path.format(meeting.identifier), sent)
        return answer.status_code in {200, 302, 400} and "login" not in answer.get("Location", "")

    return act


def publishes(browser: Client, meeting: Meeting) -> bool:
    sent = {"seen": meeting.updated_at.isoformat(), "checked": "1"}
    browser.post(f"/staff/meetings/{meeting.identifier}/publish/", sent)
    return stands(meeting, "published")


def publishes_by_action(browser: Client, meeting: Meeting) -> bool:
    chosen = {"action": "publish_meetings", "_selected_action": [str(meeting.pk)]}
    browser.post("/admin/meetings/meeting/", chosen)
    return stands(meeting, "published")


def publishes_by_field(browser: Client, meeting: Meeting) -> bool:
    return saves(browser, meeting, status="published") and stands(meeting, "published")


def publishes_a_new_one(browser: Client, meeting: Meeting) -> bool:
    path = address("meeting")
    if goes_in(browser.get(path)):
        body = meeting.body_id
        submit(browser, path, body=body, title="新しい会議", date="2024-09-01", status="published")
    return Meeting.objects.filter(title="新しい会議", status="published").exists()


def returns_to_draft(browser: Client, meeting: Meeting) -> bool:
    Meeting.objects.update(status="published")
    chosen = {"action": "return_to_draft", "_selected_action": [str(meeting.pk)]}
    browser.post("/admin/meetings/meeting/", chosen)
    return stands(meeting, "draft")


def withdraws(browser: Client, meeting: Meeting) -> bool:
    Meeting.objects.update(status="published")
    saves(
        browser, meeting, status="withdrawn", withdrawn_on="2024-09-02", withdrawn_reason="誤って公開したため"
    )
    return stands(meeting, "withdrawn")


def withdraws_a_turn(browser: Client, meeting: Meeting) -> bool:
    turn = meeting.turns.first()
    path = address("turn", turn)
    if goes_in(browser.get(path)):
        submit(browser, path, withdrawn_on="2024-09-02", withdrawn_reason="誤って公開したため")
    return meeting.turns.exclude(withdrawn_on=None).exists()


def shows_all(browser: Client, meeting: Meeting) -> bool:
    Meeting.objects.update(status="published", visibility="internal")
    saves(browser, meeting, visibility="public")
    return Meeting.objects.published().exists()


def shows_all_at_the_desk(browser: Client, meeting: Meeting) -> bool:
    Meeting.objects.update(status="published", visibility="internal")
    sent = {"seen": meeting.updated_at.isoformat(), "title": "第1回", "date": "2024-04-02"}
    sent |= {"openness": "unknown", "record_type": "unknown", "visibility": "public"}
    browser.post(f"/staff/meetings/{meeting.identifier}/head/", sent)
    return Meeting.objects.published().exists()


def turns_off_four_eyes(browser: Client, meeting: Meeting) -> bool:
    path = address("body", meeting.body)
    meeting.body.four_eyes = True
    meeting.body.save()
    if goes_in(browser.get(path)):
        page = browser.get(path)
        if 'name="four_eyes"' in page.content.decode():
            from .form_filling import shown

            sent = {key: value for key, value in shown(page).items() if key != "four_eyes"}
            browser.post(path, sent | {"_save": "保存"})
    meeting.body.refresh_from_db()
    return not meeting.body.four_eyes


def asks_for_review(browser: Client, meeting: Meeting) -> bool:
    sent = {"seen": meeting.updated_at.isoformat()}
    browser.post(f"/staff/meetings/{meeting.identifier}/review/", sent)
    return stands(meeting, "review")


def tells_apart(browser: Client, meeting: Meeting) -> bool:
    two = [factories.speaker(name, municipality=meeting.body.municipality) for name in ("高橋", "髙橋")]
    browser.post("/staff/speakers/apart/", {"id": [one.pk for one in two]})
    return DistinctSpeakers.objects.exists()


def brings_back(browser: Client, meeting: Meeting) -> bool:
    """What a turn said before somebody typed over it."""
    turn = meeting.turns.get(number=2)
    meeting.turns.filter(pk=turn.pk).update(text="異議あり。")
    version = Version.objects.filter(noun="turn", row=turn.pk).latest("pk")
    path = f"/admin/meetings/version/{version.pk}/restore/"
    page = browser.get(path)
    if goes_in(page):
        sent = {"seen": page.context["seen"], "reason": "打ち間違い", "agreed": "on"}
        browser.post(path, sent)
    return meeting.turns.filter(text=turn.text).exists()


def brings_back_what_was_withdrawn(browser: Client, meeting: Meeting) -> bool:
    Meeting.objects.update(status="published", published_at="2024-04-01T00:00Z")
    factories.withdrawn_turn(meeting, "住所は緑町の四番地です。")
    meeting.turns.filter(number=2).update(text="住所は緑町の四番地です。異議なし。")
    return brings_back(browser, meeting)


def makes_superuser(browser: Client, meeting: Meeting) -> bool:
    for user in User.objects.all():
        path = f"/admin/auth/user/{user.pk}/change/"
        page = browser.get(path)
        if goes_in(page):
            form = page.context["adminform"].form
            sent = {name: form[name].value() or "" for name in form.fields}
            stamps = {"date_joined_0": "2024-09-01", "date_joined_1": "10:00:00"}
            tables = {
                f"assignments-{key}": "0"
                for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
            }
            browser.post(path, sent | stamps | tables | {"is_superuser": "on"})
    return User.objects.filter(is_superuser=True).exists()


def reads(browser: Client, meeting: Meeting, **state: str) -> bool:
    Meeting.objects.update(**state)
    return goes_in(browser.get(meeting.get_absolute_url()))


def stands(meeting: Meeting, status: str) -> bool:
    meeting.refresh_from_db()
    return meeting.status == status


def saves(browser: Client, meeting: Meeting, **typed: str) -> bool:
    path = address("meeting", meeting)
    if not goes_in(browser.get(path)) or 'name="_save"' not in browser.get(path).content.decode():
        return False
    return submit(browser, path, **typed).status_code == 302


NOBODY: tuple[str, ...] = ()
STAFF = ("閲覧", "入力", "承認", "管理")
CLERKS = ("入力", "承認", "管理")
APPROVERS = ("承認", "管理")
MANAGERS = ("管理",)

DOORS: dict[str, tuple[Callable[[Client, Meeting], bool], tuple[str, ...]]] = {
    "the desk": (get("/staff/"), CLERKS),
    "sending in": (post("/staff/documents/", text=""), CLERKS),
    "checking": (get("/staff/meetings/{}/"), CLERKS),
    "the head": (post("/staff/meetings/{}/head/"), CLERKS),
    "asking for a look": (asks_for_review, CLERKS),
    "turns at once": (post("/staff/meetings/{}/turns/", turn="1", label="議長"), CLERKS),
    "where a turn ends": (get("/staff/meetings/{}/turns/1/"), CLERKS),
    "cutting": (post("/staff/meetings/{}/turns/1/split/", at="2"), CLERKS),
    "joining": (post("/staff/meetings/{}/turns/1/join/"), CLERKS),
    "what readers report": (get("/staff/reports/"), CLERKS),
    "speakers that may be one": (get("/staff/speakers/alike/"), CLERKS),
    "telling speakers apart": (tells_apart, CLERKS),
    "the members of a body": (lambda b, m: goes_in(b.get(f"/staff/bodies/{m.body.slug}/roster/")), CLERKS),
    "removing words for good": (get("/admin/meetings/purge/add/"), MANAGERS),
    "the page of publishing": (get("/staff/meetings/{}/publish/"), APPROVERS),
    "publishing at the desk": (publishes, APPROVERS),
    "publishing many": (publishes_by_action, APPROVERS),
    "publishing by the field": (publishes_by_field, APPROVERS),
    "publishing a new one": (publishes_a_new_one, APPROVERS),
    "hiding many": (returns_to_draft, APPROVERS),
    "withdrawing": (withdraws, APPROVERS),
    "withdrawing a turn": (withdraws_a_turn, APPROVERS),
    "showing what is internal": (shows_all, APPROVERS),
    "showing it at the desk": (shows_all_at_the_desk, APPROVERS),
    "the rules of a body": (turns_off_four_eyes, MANAGERS),
    "bringing back": (brings_back, CLERKS),
    "bringing back what was withdrawn": (brings_back_what_was_withdrawn, APPROVERS),
    "reading a draft": (lambda b, m: reads(b, m), STAFF),
    "reading what is internal": (
        lambda b, m: reads(b, m, status="published", visibility="internal"),
        STAFF,
    ),
    "reading what is closed": (lambda b, m: reads(b, m, status="published", visibility="closed"), NOBODY),
    "the admin": (get("/admin/"), STAFF),
    "accounts": (get("/admin/auth/user/"), MANAGERS),
    "groups": (get("/admin/auth/group/add/"), NOBODY),
    "making a superuser": (makes_superuser, NOBODY),
}
"""Each door, how one goes through it, and who may."""


@pytest.fixture
def draft() -> Meeting:
    meeting = factories.meeting(
        factories.body("潮見野審議会", factories.municipality()), status="draft", title="第1回"
    )
    factories.turn(meeting, "賛成です。反対です。", label="会長")
    factories.turn(meeting, "異議なし。", label="委員")
    return meeting


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("door", DOORS)
def test_each_door_opens_for_those_it_is_for(draft: Meeting, door: str, role: str) -> None:
    act, allowed = DOORS[door]
    assert act(browser_of(role), draft) == (role in allowed)


SEEN_BY = dict.fromkeys(NOUNS, STAFF) | {
    "correction": CLERKS,
    "version": CLERKS,
    "guidepage": MANAGERS,
    "synonymgroup": MANAGERS,
    "searchrecord": MANAGERS,
    "searchcheck": MANAGERS,
    "subscription": MANAGERS,
    "purge": MANAGERS,
}


@pytest.mark.parametrize("role", ROLES)
def test_each_list_and_row_is_for_those_it_is_for(role: str) -> None:
    make_one_of_everything(1)
    browser = browser_of(role)
    for noun in NOUNS:
        page = browser.get(f"/admin/meetings/{noun}/")
        assert goes_in(page) == (role in SEEN_BY[noun]), noun
        if goes_in(page):
            row = page.context["cl"].result_list[0]
            assert goes_in(browser.get(address(noun, row))), noun


@pytest.mark.parametrize("role", ROLES)
def test_a_correction_of_what_is_public_waits_for_the_right(role: str) -> None:
    from tests.desk.minutes import CORRECTED, upload

    factories.municipality("潮見野市")
    sender = member_of("入力", "sender")
    sender.post("/staff/documents/", {"documents": [upload()]})
    Meeting.objects.update(status="published")
    sender.post("/staff/documents/", {"documents": [upload(CORRECTED, "teisei.txt")]})
    waiting = IncomingDocument.objects.get()
    browser_of(role).post(f"/staff/documents/{waiting.pk}/", {"agree": "1"})
    assert (SourceDocument.objects.count() == 2) == (role in APPROVERS)
