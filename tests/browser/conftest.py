"""The site, filled and running, and a browser that watches what pages do."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from meetings.models import Subscription
from meetings.web.news.mails import link_to
from tests import factories as make
from tests.web.index import index_everything

from .audit import Visit, open_page


@pytest.fixture
def addresses(transactional_db: None, settings: Settings) -> dict[str, str]:
    """A small town's minutes with everything a page can show, and the address of a page of each sort."""
    settings.MAIL_IS_SENT = True
    town = make.municipality("潮見野市")
    old = make.body("潮見野市番号制度準備会", town)
    council = make.body(
        "潮見野市行政手続における特定の個人を識別するための番号の利用等に関する総合検討委員会",
        town,
        predecessors=[old],
        about="条例により置く。",
        department="情報政策課",
    )
    meeting = make.meeting(
        council,
        title="第3回潮見野市行政手続における特定の個人を識別するための番号の利用等に関する総合検討委員会",
        date=datetime.date(2019, 5, 1),
        start=datetime.time(14),
        place="市役所 3階",
        record_type="summary",
        openness="partly",
        openness_reason="個人に関する情報を扱うため",
        attendees="委員長　髙橋 志津男",
        printed_header=[["日時", "令和元年5月1日"]],
        source=make.source(),
        source_url="https://town.example.jp/3",
    )
    make.turn(make.meeting(old), "準備します。")
    first = make.item(meeting, "開会", number="1")
    second = make.item(meeting, "番号の利用の状況について", number="2", outcome="了承した。")
    below = make.item(meeting, "点検", number="(1)", parent=second)
    make.item(meeting, "その他")
    chair = make.speaker("委員長", "office", body=council)
    person = make.speaker("髙橋 志津男", kana="タカハシ シヅオ", municipality=town)
    group = make.speaker("潮見野市", "organisation", municipality=town)
    nobody = make.speaker("委員", "anonymous", meeting=meeting)
    make.turn(meeting, "開会します。", label="委員長", speaker=chair, item=first)
    make.turn(meeting, "説明があった。", kind="narration", item=second)
    make.turn(
        meeting, "　学校給食の番号は。\n\n　" + "長い話。" * 200, label="委員", speaker=nobody, item=second
    )
    make.turn(
        meeting, "番号のことはお答えします。", label="潮見野市", speaker=group, municipality=town, item=below
    )
    make.withdrawn_turn(meeting, "x", item=below)
    make.turn(meeting, "http://example.jp/" + "a" * 200, label="髙橋", speaker=person, item=below)
    make.turn(meeting, "（異議なし）", kind="procedure", item=below)
    make.turn(meeting, "終わります。", item=below)
    make.attendance(meeting, "委員長　髙橋 志津男", name="髙橋 志津男", role="委員長")
    handout = make.material(meeting, "利用の状況", number="資料1", url="https://town.example.jp/s1.pdf")
    make.material_file(handout, *(f"学校給食の表、その{n}。" for n in range(1, 25)))
    crowd = make.meeting(council, title="第4回", date=datetime.date(2019, 6, 1))
    make.attendance(crowd, "委員長　髙橋 志津男", name="髙橋 志津男", role="委員長", kind="absent")
    for n in range(45):
        make.turn(crowd, f"学校給食その{n}。", label="委員長", speaker=chair, municipality=town)
    again = make.item(crowd, "番号の利用の状況について（案）", number="1", outcome="次回に継続する。")
    make.turn(crowd, "番号の続きです。", label="委員長", speaker=chair, item=again)
    thread = make.thread(second, again, title="番号の利用の状況")
    later = make.meeting(old, title="打合せ", date=datetime.date(2022, 6, 1))
    make.turn(later, "学校給食の打合せをしました。学校給食は続きます。", label="委員長", speaker=chair)
    gone = make.meeting(
        council, status="withdrawn", withdrawn_on=datetime.date(2024, 5, 1), withdrawn_reason="誤りのため"
    )
    index_everything()
    news = Subscription.objects.create(
        address="reader@example.jp", path=council.get_absolute_url(), often="daily"
    )
    return {
        "home": "/",
        "search": "/search/",
        "results": "/search/?q=学校給食",
        "narrowed": f"/search/?q=学校+給食&body={council.slug}&year=2019&kind=speech&around=1&from=xx",
        "by speaker": "/search/?kind=speech&group=speaker",
        "by meeting": "/search/?q=学校給食&group=meeting",
        "browsed": "/search/?from=平成31年4月&sort=oldest&page=2",
        "spelled": "/search/?q=打ち合わせ",
        "named": "/search/?q=髙橋志津男さん+番号",
        "nothing found": "/search/?q=ないことば&year=2019",
        "in handouts": "/search/materials/?q=学校給食",
        "bodies": "/bodies/",
        "body": council.get_absolute_url(),
        "lineage": f"{council.get_absolute_url()}?lineage=1",
        "coverage": f"{council.get_absolute_url()}coverage/",
        "figures": f"{council.get_absolute_url()}figures/?lineage=1",
        "meeting": meeting.get_absolute_url(),
        "marked": f"{meeting.get_absolute_url()}?q=番号",
        "turn": f"{meeting.get_absolute_url()}4/",
        "item": second.get_absolute_url(),
        "item without turns": f"{meeting.get_absolute_url()}items/4/",
        "history": f"{meeting.get_absolute_url()}4/history/",
        "meeting history": f"{meeting.get_absolute_url()}history/",
        "report": f"{meeting.get_absolute_url()}report/",
        "report of a turn": f"{meeting.get_absolute_url()}4/report/",
        "news": f"/news/?of={council.get_absolute_url()}",
        "news confirmed": link_to("confirm", news),
        "news stopped": link_to("stop", news),
        "range": f"{meeting.get_absolute_url()}2-6/",
        "choosing": f"{meeting.get_absolute_url()}?choose=1",
        "chosen": f"/turns/?id={meeting.identifier}-2&id={meeting.identifier}-4",
        "near": f"/search/?q=番号+NEAR+制度&body={council.slug}",
        "threads": "/threads/",
        "thread": thread.get_absolute_url(),
        "municipalities": "/municipalities/",
        "municipality": town.get_absolute_url(),
        "speakers": "/speakers/",
        "speaker": chair.get_absolute_url(),
        "help": "/help/",
        "about": "/about/",
        "data": "/data/",
        "years": "/years/",
        "year": "/years/2019/",
        "accessibility": "/accessibility/",
        "accessibility test": "/accessibility/test/",
        "contact": "/contact/",
        "styleguide": "/styleguide/",
        "404": "/nothing/",
        "410": gone.get_absolute_url(),
    }


@pytest.fixture
def visit(browser: Any, live_server: LiveServer) -> Iterator[Callable[..., Visit]]:
    """Open a page of the running site: visit("/bodies/", width=360)."""
    opened: list[Visit] = []

    def visit(path: str, width: int = 1280, **options: Any) -> Visit:
        options.setdefault("viewport", {"width": width, "height": 800})
        opened.append(open_page(browser, f"{live_server.url}{path}", **options))
        return opened[-1]

    yield visit
    for each in opened:
        each.page.context.close()
