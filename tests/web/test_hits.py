"""A row of the results: who spoke first, then where and when, then the words."""

import datetime

import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A meeting of which the print says no more than that it was the first."""
    body = make.body("潮見野市学校給食運営協議会", make.municipality("潮見野市"))
    return make.meeting(body, title="第1回", date=datetime.date(2019, 5, 1))


@pytest.fixture
def rows(open_page, meeting):
    """Turns of the meeting, then the rows by which 給食 finds them."""

    def found(*turns):
        for turn in turns:
            make.turn(meeting, "給食です。", **turn)
        index_everything()
        return open_page("/search/?q=給食").cssselect(".hit")

    return found


def words(row, selector):
    return [" ".join(each.text_content().split()) for each in row.cssselect(selector)]


def person(name="髙橋 志津男"):
    return make.speaker(name, municipality=make.municipality("楓原市"))


@pytest.mark.parametrize(
    ("label", "role", "heading"),
    [
        ("給食課長", "給食課長", "髙橋 志津男 給食課長"),
        ("髙橋委員", "委員", "髙橋 志津男 委員"),
        ("髙橋　志津男", "", "髙橋 志津男"),
        ("髙橋", "", "髙橋 志津男"),
        ("三番", "", "髙橋 志津男 三番"),
    ],
)
def test_a_known_person_is_named_first_and_then_the_office(rows, label, role, heading):
    [row] = rows({"label": label, "role": role, "speaker": person()})
    assert words(row, "h3") == [heading]
    assert words(row, "h3 a") == ["髙橋 志津男"]


def test_nobody_is_guessed_where_the_record_names_no_person(rows, meeting):
    """A surname, an office, a group, anybody and nobody stand as they are printed."""
    kinds = [
        {"label": "髙橋委員", "role": "委員", "speaker": make.speaker("髙橋", "surname", meeting=meeting)},
        {
            "label": "委 員 長",
            "role": "委員長",
            "speaker": make.speaker("委員長", "office", body=meeting.body),
        },
        {
            "label": "潮見野市",
            "printed_label": "（潮見野市）",
            "speaker": make.speaker("潮見野市", "organisation"),
        },
        {"label": "委員Ａ", "speaker": make.speaker("委員A", "anonymous", meeting=meeting)},
        {"label": "事務局"},
    ]
    found = rows(*kinds)
    printed = ["髙橋委員", "委 員 長", "（潮見野市）", "委員Ａ", "事務局"]
    assert [words(row, "h3") for row in found] == [[label] for label in printed]


def test_an_office_that_the_print_leaves_out_stands_beside(rows):
    [row] = rows({"label": "事務局", "role": "給食係長"})
    assert words(row, "h3") == ["事務局 給食係長"]


def test_prose_is_headed_by_what_it_is(rows):
    [row] = rows({"label": "", "kind": "narration"})
    assert words(row, "h3") == ["説明文"]


def test_a_meeting_of_a_number_alone_carries_its_body(rows):
    [row] = rows({"label": "会長"})
    assert words(row, ".row-meta")[0] == "潮見野市学校給食運営協議会 第1回 令和元年（2019年）5月1日（水）"
    children = [child.get("class") for child in row]
    assert children[:3] == ["hit-head", "row-meta", "hit-text"]


@pytest.mark.parametrize("title", ["第1回 潮見野市 学校給食 運営協議会 会議録", "第1回学校給食運営協議会"])
def test_a_title_with_the_body_in_it_does_not_repeat_it(rows, meeting, title):
    meeting.title = title
    meeting.save()
    [row] = rows({"label": "会長"})
    assert words(row, ".row-meta a") == [meeting.title]


def test_a_meeting_among_the_rows_of_meetings_carries_its_body(open_page, meeting):
    make.turn(meeting, "給食です。", item=make.item(meeting, "給食費"))
    index_everything()
    page = open_page("/search/?q=給食&group=meeting")
    assert words(page, ".row-title") == ["潮見野市学校給食運営協議会 第1回"]
    assert words(open_page("/search/?q=給食"), ".titled-meta")[0].startswith(
        "潮見野市学校給食運営協議会 第1回"
    )


def test_the_box_leads_past_everything_to_the_results(open_page, rows):
    rows({"label": "会長"})
    page = open_page("/search/?q=給食")
    [skip] = page.cssselect(".results-head .skip")
    [target] = page.cssselect(skip.get("href"))
    assert target.tag == "h2"
    assert target.get("tabindex") == "-1"


def test_the_table_tells_the_person_beside_what_is_printed(client, rows):
    rows({"label": "給食課長", "role": "給食課長", "speaker": person()}, {"label": "委員", "role": "委員"})
    content = b"".join(client.get("/search/results.csv?q=給食").streaming_content).decode("utf-8-sig")
    head, *lines = [line.split(",") for line in content.splitlines()]
    at = head.index("発言者")
    assert head[at : at + 3] == ["発言者", "発言者の表示", "役職"]
    assert [line[at : at + 3] for line in lines] == [
        ["髙橋 志津男", "給食課長", "給食課長"],
        ["", "委員", "委員"],
    ]
