"""Files of handouts: the staff attach one, readers open it, and a search finds the words on its pages."""

from __future__ import annotations

import datetime
from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.importing.readers import LARGEST
from meetings.models import Material, MaterialFile, MaterialIndex, MaterialPage, Meeting
from meetings.search.engine import SearchTimeoutError
from tests import factories as make
from tests.admin.form_filling import CLERK_MAY, messages, shown, staff
from tests.importing.papers import Ink, pdf_of
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

PAPER = pdf_of(
    [
        [Ink(80, 100, "給食費の負担のあり方について")],
        [Ink(80, 100, "無償化に必要な経費は年に一億円ほどになると見込まれる")],
        [Ink(80, 100, "近隣の自治体は半額の補助を行っている")],
    ]
)


@pytest.fixture
def clerk() -> Client:
    return staff("clerk", CLERK_MAY)


@pytest.fixture
def handout() -> Material:
    """Of a meeting that visitors see."""
    meeting = make.meeting(
        make.body("潮見野市給食審議会", make.municipality("潮見野市")), title="第1回給食審議会"
    )
    item = make.item(meeting, "給食費について")
    make.turn(meeting, "資料2で説明します。", label="課長", item=item)
    index_everything()
    return make.material(meeting, "給食費の推計", number="資料2")


def page_of(material: Material) -> str:
    return reverse("admin:meetings_material_change", args=[material.pk])


def send(clerk: Client, material: Material, name: str, content: bytes, **typed: str) -> Any:
    """Fill in the handout's page and press 保存; the answer."""
    page = clerk.get(page_of(material))
    upload = {"upload": SimpleUploadedFile(name, content)} if content or name else {}
    return clerk.post(page_of(material), shown(page) | typed | upload | {"_save": "保存"})


def texts(page: lxml.html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def test_a_file_that_is_attached_is_read_and_opened(
    clerk: Client, client: Client, handout: Material, open_page: Any
) -> None:
    answer = send(clerk, handout, "資料2.pdf", PAPER)
    assert messages(answer) == ""
    for path in (handout.meeting.get_absolute_url(), f"{handout.meeting.get_absolute_url()}items/1/"):
        [link] = open_page(path).cssselect(".materials-file")
        assert "（PDF・" in link.text_content()
    answer = client.get(link.get("href"))
    assert answer.content == PAPER
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    etag = answer.headers["ETag"]
    assert client.get(link.get("href"), headers={"If-None-Match": etag}).status_code == 304


def test_its_words_are_found_with_their_page(clerk: Client, handout: Material, open_page: Any) -> None:
    send(clerk, handout, "資料2.pdf", PAPER)
    page = open_page("/search/?q=補助")
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]
    assert texts(page, "#materials") == ["資料の中：1件"]
    assert texts(page, ".found-materials a") == ["資料の中：1件"]
    [hit] = page.cssselect("section[aria-labelledby=materials] .hit")
    assert texts(hit, ".hit-name") == ["資料2「給食費の推計」3ページ"]
    assert texts(hit, "mark") == ["補助"]
    assert "第1回給食審議会" in hit.text_content()
    assert not hit.cssselect("input")


def test_a_text_has_no_pages(clerk: Client, handout: Material, open_page: Any) -> None:
    send(clerk, handout, "資料2.txt", "近隣は半額の補助です。".encode("cp932"))
    assert texts(open_page("/search/?q=補助"), "section .hit .hit-name") == ["資料2「給食費の推計」"]


def test_a_line_that_the_page_broke_is_whole(clerk: Client, handout: Material, open_page: Any) -> None:
    lines = ["学校給食の負担のあり方を検討するにあたり、近隣の状況を調べたとこ", "ろ、半額の補助でした。"]
    paper = pdf_of([[Ink(60, 100 + 18 * at, text, 14) for at, text in enumerate(lines)]])
    send(clerk, handout, "資料2.pdf", paper)
    assert MaterialPage.objects.get().text == "".join(lines)


def test_all_hits_have_a_page_of_their_own(handout: Material, open_page: Any) -> None:
    make.material_file(handout, *(f"補助の表{number}" for number in range(1, 26)))
    index_everything()
    page = open_page("/search/?q=補助&sort=oldest")
    assert texts(page, "#materials") == ["資料の中：25件"]
    assert len(page.cssselect("section[aria-labelledby=materials] .hit")) == 3
    [more] = page.cssselect(".below-more a")
    first = open_page(more.get("href"))
    assert texts(first, ".found-count") == ["資料の中の25ページ"]
    assert texts(first, ".hit-name")[0] == "資料2「給食費の推計」1ページ"
    last = open_page(f"{more.get('href')}&page=2")
    assert texts(last, ".hit-name")[-1] == "資料2「給食費の推計」25ページ"
    assert "お尋ねのページはありません" in texts(open_page(f"{more.get('href')}&page=9"), ".notice")[-1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=補助", 1),
        ("q=補助+半額", 1),
        ("q=補助+無償化", 0),  # on another page
        ("q=補助+OR+無償化", 2),
        ("q=補助+-半額", 0),
        ("q=-補助", 0),
        ('q="半額の補助"', 1),
        ("q=額の補", 0),
        ("q=額の補&mode=string", 1),
        ("q=3千円", 1),
        ("q=補助+NEAR/5+半額", 1),
        ("q=補助&body=992011-001", 1),
        ("q=補助&year=2024", 1),
        ("q=補助&year=2023", 0),
        ("q=補助&to=2023-12-31", 0),
        ("q=補助+2023年", 0),
        ("q=補助&kind=speech", 0),
        ("q=発言者:課長", 0),
        ("year=2024", 0),
    ],
)
def test_words_and_filters_mean_what_they_mean_elsewhere(open_page: Any, query: str, count: int) -> None:
    town = make.municipality("潮見野市", code="992011")
    meeting = make.meeting(make.body("潮見野市給食審議会", town), date=datetime.date(2024, 5, 7))
    make.turn(meeting, "始めます。", label="課長")
    pages = ("無償化に必要な経費は三千円と見込む。", "近隣の自治体は半額の補助を行っている。")
    make.material_file(make.material(meeting, "推計", number="資料2"), *pages)
    index_everything()
    page = open_page(f"/search/materials/?{query}")
    assert len(page.cssselect(".hit")) == count
    part = texts(open_page(f"/search/?{query}"), "#materials")
    assert part == ([f"資料の中：{count}件"] if count else [])


HIDDEN = [{"status": "draft"}, {"status": "review"}, {"visibility": "internal"}, {"visibility": "closed"}]


@pytest.mark.parametrize("state", HIDDEN, ids=str)
def test_what_hides_the_meeting_hides_the_file(
    clerk: Client, client: Client, handout: Material, open_page: Any, state: dict[str, str]
) -> None:
    send(clerk, handout, "資料2.pdf", PAPER)
    path = MaterialFile.objects.get().get_absolute_url()
    Meeting.objects.update(**state)
    assert client.get(path).status_code == 404
    assert not open_page("/search/?q=補助").cssselect("#materials")
    Meeting.objects.update(status="published", visibility="public")
    assert texts(open_page("/search/?q=補助"), "#materials") == ["資料の中：1件"]


def test_a_withdrawn_meeting_takes_its_files_along(
    clerk: Client, client: Client, handout: Material, open_page: Any
) -> None:
    send(clerk, handout, "資料2.pdf", PAPER)
    day = datetime.date(2024, 5, 1)
    Meeting.objects.update(status="withdrawn", withdrawn_on=day, withdrawn_reason="誤りのため")
    answer = client.get(MaterialFile.objects.get().get_absolute_url())
    assert answer.status_code == 410
    assert "誤りのため" in answer.content.decode()
    assert not open_page("/search/?q=補助").cssselect("#materials")


def test_another_file_comes_under_the_same_address(
    clerk: Client, client: Client, handout: Material, open_page: Any
) -> None:
    send(clerk, handout, "資料2.pdf", PAPER)
    path = MaterialFile.objects.get().get_absolute_url()
    send(clerk, handout, "差し替え.txt", "全額を負担します。".encode())
    assert client.get(path).content.decode() == "全額を負担します。"
    assert not open_page("/search/?q=補助").cssselect("#materials")
    assert texts(open_page("/search/?q=全額"), "#materials") == ["資料の中：1件"]


def test_one_that_is_taken_away_leaves_its_number(
    clerk: Client, client: Client, handout: Material, open_page: Any
) -> None:
    send(clerk, handout, "資料2.pdf", PAPER)
    path = MaterialFile.objects.get().get_absolute_url()
    assert send(clerk, handout, "", b"", remove="on").status_code == 302
    answer = client.get(path)
    assert answer.status_code == 410
    assert "資料から取り外したため" in answer.content.decode()
    assert bytes(MaterialFile.objects.get().content) == b""
    assert not MaterialIndex.objects.exists()
    assert not open_page(handout.meeting.get_absolute_url()).cssselect(".materials-file")
    send(clerk, handout, "資料2.pdf", PAPER)
    assert client.get(path).status_code == 410
    [link] = open_page(handout.meeting.get_absolute_url()).cssselect(".materials-file")
    assert link.get("href") != path


CONCEALING = "<p>半額の補助です。<s>本当は全額です。</s></p>".encode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("資料.pdf", b"not a PDF at all", "PDFではありません"),
        ("資料.png", b"\x89PNG\r\n\x1a\n", "文字の文書ではありません（画像）"),
        ("資料.pdf", pdf_of([[]]), "PDFに文字が入っていません"),
        ("資料.txt", b"a" * (LARGEST + 1), "ファイルが大きすぎます"),
        ("資料.html", CONCEALING, "取り除いて保存し直してから付けてください"),
        ("資料.txt", b" ", "ファイルが空です"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_read_is_said_beside_the_field(
    clerk: Client, handout: Material, name: str, content: bytes, says: str
) -> None:
    answer = send(clerk, handout, name, content, title="別の資料名")
    assert says in messages(answer)
    assert "upload" in answer.context["adminform"].form.errors
    assert not MaterialFile.objects.exists()
    handout.refresh_from_db()
    assert handout.title == "給食費の推計"


def test_one_file_cannot_come_and_go_at_once(clerk: Client, handout: Material) -> None:
    answer = send(clerk, handout, "資料2.pdf", PAPER, remove="on")
    assert "どちらかにしてください" in messages(answer)
    assert not MaterialFile.objects.exists()


def test_who_may_not_change_handouts_attaches_nothing(handout: Material) -> None:
    onlooker = staff("onlooker", {"view": ["material", "meeting"]})
    answer = onlooker.post(page_of(handout), {"upload": SimpleUploadedFile("a.pdf", PAPER)})
    assert answer.status_code == 403
    assert not MaterialFile.objects.exists()


def test_a_handout_with_a_file_is_not_deleted_by_the_way(clerk: Client, handout: Material) -> None:
    send(clerk, handout, "資料2.pdf", PAPER)
    clerk.post(reverse("admin:meetings_material_delete", args=[handout.pk]), {"post": "yes"})
    assert Material.objects.filter(pk=handout.pk).exists()
    send(clerk, handout, "", b"", remove="on")
    clerk.post(reverse("admin:meetings_material_delete", args=[handout.pk]), {"post": "yes"})
    assert not Material.objects.filter(pk=handout.pk).exists()


def test_a_draft_goes_with_its_files(clerk: Client, handout: Material) -> None:
    Meeting.objects.update(status="draft", published_at=None)
    send(clerk, handout, "資料2.pdf", PAPER)
    clerk.post(reverse("admin:meetings_meeting_delete", args=[handout.meeting_id]), {"post": "yes"})
    assert not MaterialFile.objects.exists()


def test_an_archive_without_files_pays_one_question(client: Client, handout: Material) -> None:
    """Whether there are any. With files: the transaction with its limits, synonyms, spellings, count, pages,
    their texts."""
    client.get("/search/?q=補助")
    counts = []
    for pages in ([], ["半額の補助"]):
        if pages:
            make.material_file(handout, *pages)
            index_everything()
        with CaptureQueriesContext(connection) as asked:
            client.get("/search/?q=補助")
        counts.append(len(asked))
    assert counts[1] - counts[0] == 8


def test_what_takes_too_long_leaves_the_rest(
    handout: Material, open_page: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.material_file(handout, "半額の資料")
    index_everything()

    def give_up(*_: object) -> None:
        raise SearchTimeoutError

    monkeypatch.setattr("meetings.web.search.material_hits.search_pages", give_up)
    page = open_page("/search/?q=資料")
    assert texts(page, ".found-count") == ["1件の発言（1の会議）"]
    assert client.get("/search/materials/?q=資料").status_code == 503


def test_pages_of_another_edition_are_cut_again(handout: Material, open_page: Any) -> None:
    from django.core.management import call_command

    make.material_file(handout, "半額の補助")
    index_everything()
    MaterialIndex.objects.update(edition="old", segmented="")
    assert not open_page("/search/?q=補助").cssselect("#materials")
    call_command("reindex", verbosity=0)
    assert texts(open_page("/search/?q=補助"), "#materials") == ["資料の中：1件"]


def test_hostile_names_and_texts_are_shown_as_they_are(handout: Material, open_page: Any) -> None:
    Material.objects.update(title="<script>alert(1)</script>")
    make.material_file(handout, "補助 <b onclick=x>&amp;</b>", name='"><img src=x>.pdf')
    index_everything()
    page = open_page("/search/?q=補助")
    assert not page.cssselect("main script, main b[onclick]")
    assert "<b onclick=x>&amp;</b>" in page.cssselect("section .hit-text")[0].text_content()
