"""What each kind of person reads of what is not public, and that it shows nowhere else."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Assignment, Meeting, Speaker
from tests import factories as make
from tests.admin.form_filling import member_of
from tests.web.index import index_everything
from tests.web.walk import walk

pytestmark = pytest.mark.django_db

HIDDEN = "ひみつ"
"""Stands in every word of everything hidden, and nowhere else."""

STATES = {
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "internal": {"visibility": "internal"},
    "closed": {"visibility": "closed"},
}
BESIDE = (
    "/", "/search/", f"/search/?q={HIDDEN}", f"/search/?q={HIDDEN}&mode=string", "/search/?kind=speech",
    f"/search/?q={HIDDEN}&group=meeting", f"/search/?q={HIDDEN}&group=speaker", "/search/results.csv",
    "/search/feed/", f"/search/names.json?q={HIDDEN}", "/speakers/", "/municipalities/", "/years/",
    "/years/2024/", "/threads/", "/feed/", "/sitemap.xml", "/sitemap-pages-1.xml", "/sitemap-meetings-1.xml",
    "/sitemap-bodies-1.xml", "/sitemap-speakers-1.xml", "/sitemap-items-1.xml", "/no/such/page/",
)  # fmt: skip
"""Addresses that count, list, complete and export; of these the search alone has a part for one person."""
ASKED_OTHERWISE = (
    "/search/?q=ヒミツ", "/search/?q=ひみ", f"/search/?q={HIDDEN[0]}", "/search/?q=発原",
    f"/search/?q={HIDDEN}と発言&scope=meeting", f"/search/?q=発言者:{HIDDEN}", f"/search/?q=会議:{HIDDEN}",
    f"/search/?q=議題:{HIDDEN}",
    f"/search/results.csv?q={HIDDEN}", f"/search/feed/?q={HIDDEN}", f"/search/names.json?q={HIDDEN[0]}",
    f"/search/internal/?q={HIDDEN}", f"/search/materials/?q={HIDDEN}", "/opensearch.xml", "/robots.txt",
)  # fmt: skip
"""The search, asked in other ways for what is hidden."""
FINDS = ("/search/?", "/search/internal/")
"""How the addresses begin where whoever may read what is internal also finds it."""
INTERNAL_TABLES = ("internalturnindex", "internalwordform")


class Hidden:
    """A hidden meeting of a public body, and one of a body that has no other."""

    def __init__(self, state: dict[str, str]) -> None:
        self.town = make.municipality("潮見野市")
        self.open_body = make.body("潮見野審議会", self.town)
        self.public = make.meeting(self.open_body, title="公開の会議", date=datetime.date(2024, 4, 1))
        make.turn(self.public, "公開の発言。", label="会長")
        self.body = make.body(f"{HIDDEN}審議会", make.municipality("浪越市"))
        self.meetings = [
            make.meeting(
                body, title=f"{HIDDEN}の回", place=f"{HIDDEN}の間", date=datetime.date(2024, 4, 2), **state
            )
            for body in (self.open_body, self.body)
        ]
        document = make.source(f"{HIDDEN}.txt", HIDDEN.encode())
        speaker = make.speaker(f"{HIDDEN} 太郎", municipality=self.town)
        for meeting in self.meetings:
            item = make.item(meeting, f"{HIDDEN}の議題")
            make.turn(meeting, f"{HIDDEN}の発言", label=HIDDEN, speaker=speaker, item=item)
            make.turn(
                meeting, f"{HIDDEN}の答弁", label=HIDDEN, item=item, municipality=self.body.municipality
            )
            make.attendance(meeting, f"{HIDDEN}の出席者")
            handout = make.material(meeting, f"{HIDDEN}の資料")
            make.material_file(handout, f"{HIDDEN}の中", content=f"{HIDDEN}の中".encode(), format="text")
            Meeting.objects.filter(pk=meeting.pk).update(source=document)
        index_everything()

    def doors(self) -> list[str]:
        """Addresses about what is hidden that are not its own, and answer whoever asks."""
        slug, town = self.body.slug, self.body.municipality
        assert town
        beside = [f"/bodies/{self.open_body.slug}/{rest}/" for rest in ("coverage", "figures", "feed")]
        speakers = [speaker.get_absolute_url() for speaker in Speaker.objects.all()]
        return [
            *beside,
            *(f"{path}feed/" for path in speakers),
            *speakers,
            f"/municipalities/{self.town.code}/",
            f"/municipalities/{self.town.code}/feed/",
            f"/municipalities/{town.code}/",
            f"/search/?body={slug}",
            f"/search/?municipality={town.code}&year=2024",
            f"/search/results.csv?body={slug}",
            f"/search/?first_meeting={self.meetings[1].identifier}",
            f"/news/?of=/bodies/{slug}/",
            *(f"/turns/?id={meeting.identifier}-1" for meeting in self.meetings),
        ]

    def addresses(self) -> list[str]:
        """Of the hidden meetings and all below them."""
        below = ("", "1/", "1-2/", "1/history/", "citation.bib", "1/citation.ris", "1-2/citation.json")
        below += ("items/1/", "items/1/citation.bib", "materials/1/")
        return [f"{meeting.get_absolute_url()}{rest}" for meeting in self.meetings for rest in below]


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def hidden(state: str) -> Hidden:
    return Hidden(STATES[state])


def account() -> Client:
    browser = Client()
    browser.force_login(User.objects.create_user("account"))
    return browser


def officer() -> Client:
    """An account that may read what is internal, and nothing else."""
    user = User.objects.create_user("officer")
    user.user_permissions.add(Permission.objects.get(codename="read_internal_meeting"))
    browser = Client()
    browser.force_login(user)
    return browser


def of_another_town() -> Client:
    browser = member_of("管理", "elsewhere")
    town = make.municipality("朝凪市")
    Assignment.objects.create(user=User.objects.get(username="elsewhere"), municipality=town)
    return browser


def superuser() -> Client:
    browser = Client()
    browser.force_login(User.objects.create_superuser("chief"))
    return browser


KINDS = {
    "visitor": (Client, set()),
    "account": (account, set()),
    "another town": (of_another_town, set()),
    "officer": (officer, {"internal"}),
    "reader": (lambda: member_of("閲覧"), {"draft", "review", "internal"}),
    "manager": (lambda: member_of("管理"), {"draft", "review", "internal"}),
    "superuser": (superuser, {"draft", "review", "internal"}),
}
"""Each kind of person, and the states that this person reads."""


AT_THE_DESK = {"manager", "superuser"}
"""Those who work on everything there, whatever its state."""
MAY_READ_INTERNAL = {"another town", "officer", "reader", "manager", "superuser"}
"""Those who have the right, be it for one town alone: their searches have a part for it."""


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_words_are_where_they_may_be_read(hidden: Hidden, state: str, kind: str) -> None:
    make_browser, states = KINDS[kind]
    browser = make_browser()
    for path in hidden.addresses():
        answer = browser.get(path)
        assert answer.status_code == (200 if state in states else 404), path
        assert (HIDDEN in answer.content.decode()) == (state in states), path
        if state in states:
            assert "private" in answer["Cache-Control"]
    body = browser.get(hidden.open_body.get_absolute_url()).content.decode()
    assert (HIDDEN in body) == (state in states and state == "internal")
    assert browser.get(hidden.body.get_absolute_url()).status_code == (200 if state in states else 404)
    assert browser.get(f"{hidden.meetings[0].get_absolute_url()}original/").status_code == 404
    assert browser.get(hidden.body.municipality.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_words_are_nowhere_else(hidden: Hidden, state: str, kind: str) -> None:
    make_browser, states = KINDS[kind]
    browser = make_browser()
    beside = (hidden.public.get_absolute_url(), "/bodies/")
    desk = ("/staff/",) if kind in AT_THE_DESK else ()
    finds = FINDS if state == "internal" and state in states else ()
    own = (*hidden.addresses(), *beside, *desk, *finds) if state in states else desk
    visited = walk(browser)
    assert len(visited) > 10
    for path, page in visited.items():
        assert path.startswith(own) or HIDDEN not in page, path
    for path in BESIDE:
        if not path.startswith(finds or "?"):
            assert not tells(browser, path), path


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_other_way_to_ask_tells_a_hidden_word(hidden: Hidden, state: str, kind: str) -> None:
    make_browser, states = KINDS[kind]
    browser = make_browser()
    finds = FINDS if state == "internal" and state in states else ()
    for path in (*ASKED_OTHERWISE, *hidden.doors()):
        if not path.startswith(finds or "?"):
            assert not tells(browser, path), path


def tells(browser: Client, path: str) -> bool:
    """Whether a hidden word is in the answer: never alone, as it is where a query is said again."""
    return re.search(f"{HIDDEN}(の|審| 太)", text_of(browser.get(path))) is not None


def text_of(answer: Any) -> str:
    """What an answer says, but for the query that it says again."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said: str = content.decode()
    return said.replace(f"{HIDDEN}と発言", "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_search_says_what_is_internal_to_whom_it_may(hidden: Hidden, state: str, kind: str) -> None:
    make_browser, states = KINDS[kind]
    browser = make_browser()
    finds = state == "internal" and state in states
    body = f"body={hidden.body.slug}"
    for query in (f"q={HIDDEN}", f"q={HIDDEN}の&mode=string", f"q=発言者:{HIDDEN}", body):
        page = text_of(browser.get(f"/search/?{query}"))
        assert "当てはまる発言は<b>0件</b>です。" in page, query
        assert ("庁内の会議録から" in page) == (kind in MAY_READ_INTERNAL), query
    for path in (f"/search/?q={HIDDEN}", f"/search/internal/?q={HIDDEN}"):
        answer = browser.get(path, follow=True)
        assert (f"<mark>{HIDDEN}</mark>の発言" in text_of(answer)) == finds, path
        if kind in MAY_READ_INTERNAL:
            assert answer["Cache-Control"] == "private, no-store"
            assert not answer.has_header("ETag")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_everybody_is_told_names_no_internal_table(kind: str) -> None:
    hidden = Hidden(STATES["internal"])
    browser = KINDS[kind][0]()
    finds = FINDS if kind in MAY_READ_INTERNAL else ()
    public = [f"{hidden.public.get_absolute_url()}{rest}" for rest in ("", "1/", "?q=発言")]
    with CaptureQueriesContext(connection) as asked:
        for path in (*BESIDE, *ASKED_OTHERWISE, *hidden.doors(), *public):
            if not path.startswith(finds or "?"):
                text_of(browser.get(path))
    assert len(asked) > 100
    for query in asked:
        assert not any(table in query["sql"] for table in INTERNAL_TABLES), query["sql"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_counts_for_everybody_is_one_for_all(hidden: Hidden, kind: str) -> None:
    """Figures and lists are the same for whoever asks, byte for byte: nothing of them depends on the person,
    so that what is kept of them can be given to anybody."""
    browser, visitor = KINDS[kind][0](), Client()
    for path in (
        "/",
        "/search/",
        "/search/feed/?q=発言",
        "/years/",
        "/speakers/",
        "/municipalities/",
        "/feed/",
        "/sitemap.xml",
    ):
        for one in (browser, visitor, browser):
            answer = one.get(path)
            assert answer["ETag"] == visitor.get(path)["ETag"], path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["q=発言", "kind=speech", "q=発言&group=speaker", "q=ないことば"])
def test_a_search_tells_everybody_the_same_but_for_a_part(hidden: Hidden, kind: str, query: str) -> None:
    path = f"/search/?{query}"
    ours, theirs = (text_of(browser.get(path)) for browser in (KINDS[kind][0](), Client()))
    assert ("found-internal" in ours) == (kind in MAY_READ_INTERNAL)
    for part in (r'<p class="found-internal">.*?</p>', r'<section class="internal".*?</section>'):
        assert not re.search(part, theirs, re.DOTALL)
        ours = re.sub(part, "", ours, flags=re.DOTALL)
    assert ours.split() == theirs.split()


def test_a_body_says_what_is_internal(client: Client) -> None:
    hidden = Hidden(STATES["internal"])
    path = hidden.open_body.get_absolute_url()
    reader = member_of("閲覧")
    ours, theirs = reader.get(path), client.get(path)
    assert '<span class="row-not-public">庁内のみ</span>' in ours.content.decode()
    assert ours["ETag"] != theirs["ETag"]
    assert theirs["Cache-Control"].startswith("public,")
    assert "2会議" in ours.content.decode()
    assert "1会議" in theirs.content.decode()
    assert "2会議" in reader.get("/bodies/").content.decode()
    assert "2会議" not in client.get("/bodies/").content.decode()


@pytest.mark.parametrize("state", ["draft", "review", "internal"])
def test_each_page_of_it_says_that_it_is_not_public(hidden: Hidden, state: str) -> None:
    words = {"draft": "下書き", "review": "確認中", "internal": "庁内のみ"}
    reader = member_of("入力")
    for rest in ("", "1/", "1-2/", "1/history/", "items/1/"):
        page = reader.get(f"{hidden.meetings[0].get_absolute_url()}{rest}").content.decode()
        assert f"<strong>{words[state]}</strong>" in page, rest
        assert '<meta name="robots" content="noindex">' in page, rest
        assert f"/staff/meetings/{hidden.meetings[0].identifier}/" in page, rest
    public = reader.get(hidden.public.get_absolute_url()).content.decode()
    assert "noindex" not in public


def test_the_desk_leads_to_the_preview() -> None:
    hidden = Hidden(STATES["draft"])
    page = member_of("入力").get(f"/staff/meetings/{hidden.meetings[0].identifier}/").content.decode()
    assert f'href="{hidden.meetings[0].get_absolute_url()}"' in page


def test_visitors_cost_no_question_about_who_they_are(client: Client) -> None:
    hidden = Hidden(STATES["internal"])
    path = hidden.public.get_absolute_url()
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert not [query for query in asked if "session" in query["sql"] or "assignment" in query["sql"]]


@pytest.mark.parametrize("state", ["draft", "internal"])
def test_staff_do_not_get_what_only_public_meetings_have(hidden: Hidden, state: str) -> None:
    reader = member_of("入力")
    path = hidden.meetings[0].get_absolute_url()
    for rest in ("history/", "history/first.txt", "report/", "1/report/"):
        assert reader.get(f"{path}{rest}").status_code == 404, rest
        assert f'href="{path}{rest}"' not in reader.get(path).content.decode(), rest
    public = reader.get(hidden.public.get_absolute_url()).content.decode()
    assert f'href="{hidden.public.get_absolute_url()}history/"' in public
