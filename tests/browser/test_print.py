"""A meeting on paper, as a clerk files it: the PDF that Chromium makes of its page."""

import re
import subprocess

import pytest

from meetings.models import Meeting
from tests import factories as make

pytestmark = pytest.mark.browser


def output_of(program, path, *options):
    return subprocess.run(
        [program, *options, str(path), *(["-"] if program == "pdftotext" else [])],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def spaceless(text):
    return re.sub(r"\s", "", text)


@pytest.fixture
def printed(visit, addresses, tmp_path):
    """Print a page, by its name or its path; gives the file."""

    def made(name):
        path = tmp_path / "page.pdf"
        page = visit(addresses.get(name, name)).page
        page.pdf(path=path, tagged=True, outline=True, prefer_css_page_size=True)
        return path

    return made


def test_it_is_tagged_and_on_a4(printed):
    info = output_of("pdfinfo", printed("meeting"))
    assert re.search(r"Tagged:\s+yes", info)
    assert "(A4)" in info


def test_its_bookmarks_are_the_agenda(printed):
    structure = output_of("pdftohtml", printed("meeting"), "-xml", "-stdout", "-i")
    bookmarks = [spaceless(each) for each in re.findall(r'<item page="\d+">([^<]*)</item>', structure)]
    for item in ("1開会", "2番号の利用の状況について", "(1)点検"):
        assert item in bookmarks
    assert (
        bookmarks.index("1開会") < bookmarks.index("2番号の利用の状況について") < bookmarks.index("(1)点検")
    )


def test_head_source_and_every_turn_are_printed(printed):
    text = spaceless(output_of("pdftotext", printed("meeting"), "-layout"))
    assert "潮見野市行政手続における" in text
    assert "令和元年（2019年）5月1日（水）" in text
    assert "出典：" in text
    assert re.search(r"http://(localhost|127\.0\.0\.1):\d+/meetings/\w{21}/", text)
    for turn in (
        "開会します。",
        "説明があった。",
        "番号のことはお答えします。",
        "（異議なし）",
        "終わります。",
    ):
        assert turn in text
    assert text.count("長い話。") == 200  # folded on the screen
    for role in ("役職", "匿名", "団体"):
        assert role in text
    assert "この発言は取り消されました" in text
    assert "委員長髙橋志津男" in text  # folded away on the screen
    assert "了承した。" in text


def test_nothing_on_it_is_for_clicking(printed):
    text = spaceless(output_of("pdftotext", printed("marked")))
    for words in (
        "会議録をさがす",
        "議題の一覧へ",
        "強調表示を消す",
        "次の一致",
        "ダウンロード",
        "コピー",
        "前の会議",
        "使い方",
        "本文へ移動",
    ):
        assert words not in text


@pytest.mark.parametrize("part", ["turn", "range"])
def test_a_printed_part_says_which_meeting_it_belongs_to(printed, part):
    path = printed(part)
    text = spaceless(output_of("pdftotext", path, "-layout"))
    pages = int(re.search(r"Pages:\s+(\d+)", output_of("pdfinfo", path))[1])
    for words in (
        "みのり県潮見野市",
        "要点記録",
        "話されたとおりの言葉ではありません",
        "出典：",
        f"1/{pages}",
    ):
        assert words in text
    for words in ("会議の中で見る", "発言の一覧", "コピー", "引用・共有", "終わりの発言"):
        assert words not in text


def test_its_address_is_at_the_foot_of_each_page(visit, printed, addresses):
    path = printed("meeting")
    pages = output_of("pdftotext", path, "-layout").split("\f")[:-1]
    assert len(pages) > 1
    for page in pages:
        foot = "".join(page.strip().splitlines()[-1].split())
        assert addresses["meeting"] in foot
        assert re.search(r"\d/\d$", foot)


def test_a_crowd_at_the_head_stands_once_and_in_columns(visit, printed, addresses):
    meeting = Meeting.objects.get(title="第4回")
    people = [f"第{n}番委員" for n in range(1, 61)]
    for person in people:
        make.attendance(meeting, person)
    listed = [each.text for each in meeting.attendances.all()]
    meeting.printed_header = [["出席者", "\n".join(listed)], ["その他", " "]]
    meeting.save()
    pages = output_of("pdftotext", printed(meeting.get_absolute_url()), "-layout").split("\f")
    assert "".join(pages).count("第60番委員") == 1
    assert "その他" not in "".join(pages)
    assert "学校給食その0。" in spaceless(pages[0])


def test_a_chart_has_its_numbers_on_paper(printed):
    text = spaceless(output_of("pdftotext", printed("figures"), "-layout"))
    assert "令和元年度（2019年度）" in text
    assert "表で見る" not in text


def test_a_long_meeting_prints_page_numbers_and_all_of_its_text(visit, printed, addresses):
    path = printed(visit(addresses["meeting"]).page.locator("a[rel=next]").get_attribute("href"))
    pages = int(re.search(r"Pages:\s+(\d+)", output_of("pdfinfo", path))[1])
    assert pages > 1
    text = spaceless(output_of("pdftotext", path))
    assert f"1/{pages}" in text
    assert f"{pages}/{pages}" in text
    assert all(f"学校給食その{n}。" in text for n in range(45))


def test_a_hit_is_underlined_on_paper(visit, addresses):
    page = visit(addresses["marked"]).page
    page.emulate_media(media="print")
    line = page.locator(".turn mark").first.evaluate("each => getComputedStyle(each).textDecorationLine")
    assert line == "underline"
