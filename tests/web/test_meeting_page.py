"""One meeting's page: everything its minutes say, in their order."""

import datetime

import pytest

from meetings.search.indexing import index_meetings
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A summary of a council's third meeting, with an agenda of two levels."""
    town = make.municipality("潮見野市")
    council = make.body("潮見野市総合計画審議会", town)
    meeting = make.meeting(
        council,
        title="第３回　潮見野市総合計画審議会",
        number=3,
        date=datetime.date(2019, 5, 1),
        start=datetime.time(14),
        end=datetime.time(15, 45),
        place="市役所 3階",
        openness="partly",
        openness_reason="個人に関する情報を扱うため",
        observers=0,
        record_type="summary",
        department="企画課",
        printed_header=[["日時", "令和元年５月１日"]],
        source=make.source("kaigi.docx", format="docx"),
        source_url="https://town.example.jp/3",
    )
    opening = make.item(meeting, "開会", number="1")
    items = make.item(meeting, "議題", number="2")
    plan = make.item(meeting, "計画の案について", number="(1)", parent=items, outcome="原案のとおり承認")
    office = make.speaker("会長", "office", body=council)
    nobody = make.speaker("委員", "anonymous", meeting=meeting)
    make.turn(meeting, "開会します。", label="会長", speaker=office, item=opening)
    make.turn(meeting, "事務局から説明があった。", kind="narration", item=plan)
    make.turn(
        meeting,
        "　財源は。\n\n　時期は。",
        label="委員",
        printed_label="（委　員）",
        speaker=nobody,
        item=plan,
    )
    make.turn(meeting, "市としてお答えします。", label="潮見野市", municipality=town, item=plan)
    make.turn(meeting, "（異議なし）", kind="procedure", item=plan)
    return meeting


def test_names_that_are_not_printed_are_told(meeting, open_page):
    for name, label in (
        ("若葉 薫", "会長"),
        ("宮田 葵", "宮田委員"),
        ("沢井光", "副会長"),
        ("大谷進", "大谷進"),
    ):
        make.turn(meeting, "沢井　光です。", label=label, speaker=make.speaker(name), role="委員")
    make.attendance(meeting, "委員　宮田　葵")
    page = open_page(meeting.get_absolute_url())
    told = [row.text_content() for row in page.cssselect(".people li") if "」は" in row.text_content()]
    assert told == ["「会長」は若葉 薫"]


def test_it_says_what_the_minutes_say(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    assert page.cssselect("h1")[0].text_content() == "第３回　潮見野市総合計画審議会"
    text = page.text_content()
    for stated in (
        "令和元年（2019年）5月1日（水）",
        "14:00〜15:45",
        "市役所 3階",
        "一部公開",
        "個人に関する情報を扱うため",
        "要点記録",
        "企画課",
        "令和元年５月１日",
        "kaigi.docx",
    ):
        assert stated in text
    assert page.cssselect("a[href='https://town.example.jp/3']")


def test_attendance_is_grouped_and_also_as_printed(meeting, open_page):
    make.attendance(meeting, "会長　若葉 薫")
    make.attendance(meeting, "委員　緑川 誠", kind="absent")
    meeting.attendees = "会長　若葉 薫　ほか"
    meeting.save()
    page = open_page(meeting.get_absolute_url())
    assert [h.text_content() for h in page.cssselect(".small-heading")] == ["出席", "欠席", "会議録の記載"]
    assert "会長　若葉 薫　ほか" in page.cssselect(".annexes p.as-printed")[0].text_content()
    meeting.printed_header = [["出席者", "会長　若葉 薫\n　ほか"]]
    meeting.save()
    annexes = open_page(meeting.get_absolute_url()).cssselect(".annexes")[0].text_content()
    assert annexes.count("ほか") == 1  # the fields of the head are shown whole


def test_attendance_tells_offices_and_how_often_each_spoke(meeting, open_page):
    make.attendance(meeting, "会長　若葉 薫", name="若葉 薫", role="会長")
    make.attendance(meeting, "宮田 葵（公募）", name="宮田 葵", role="委員")
    make.attendance(meeting, "緑川 誠", name="緑川 誠", role="委員")
    chair, member = make.speaker("若葉　薫"), make.speaker("宮田 葵")
    for speaker, label in ((chair, "若葉会長"), (member, "宮田委員"), (member, "宮田委員")):
        make.turn(meeting, "はい。", label=label, speaker=speaker)
    make.turn(meeting, "緑川委員のことです。", label="委員", speaker=meeting.turns.get(number=3).speaker)
    page = open_page(meeting.get_absolute_url())
    people = [each.text_content() for each in page.cssselect(".people li")]
    assert people == ["会長　若葉 薫発言1件", "委員宮田 葵（公募）発言2件", "委員緑川 誠"]
    assert [a.get("href") for a in page.cssselect(".people a")] == ["#t6", "#t7"]


def test_materials_link_where_there_is_a_link(meeting, open_page):
    make.material(meeting, "計画の案", number="資料1", url="https://town.example.jp/s1.pdf")
    make.material(meeting, "次第")
    items = open_page(meeting.get_absolute_url()).cssselect(".materials li")
    assert items[0].text_content() == "資料1計画の案"
    assert items[0].cssselect("a")[0].get("href") == "https://town.example.jp/s1.pdf"
    assert not items[1].cssselect("a")


def test_every_turn_has_an_anchor_and_a_page(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    assert [turn.get("id") for turn in page.cssselect(".turn")] == ["t1", "t2", "t3", "t4", "t5"]
    assert [a.get("href") for a in page.cssselect(".turn a.turn-number")] == ["1/", "2/", "3/", "4/", "5/"]


def test_the_outline_leads_to_the_first_turn_and_counts_speeches(meeting, open_page):
    outline = open_page(meeting.get_absolute_url()).cssselect(".outline")[0]
    assert [(a.text_content(), a.get("href")) for a in outline.cssselect("a")] == [
        ("1開会", "#t1"),
        ("2議題", "#t2"),
        ("(1)計画の案について", "#t2"),
    ]
    assert [c.text_content() for c in outline.cssselect(".outline-count")] == [
        "発言1件",
        "発言2件",
        "発言2件",
    ]
    assert "原案のとおり承認" in outline.text_content()


def test_long_minutes_without_an_agenda_list_those_who_speak(open_page):
    long, short = make.meeting(), make.meeting()
    for meeting, turns in ((long, 30), (short, 29)):
        for number in range(turns):
            make.turn(meeting, "はい。", label=("会長", "宮田委員")[number % 2])
    lines = open_page(long.get_absolute_url()).cssselect(".outline li")
    assert [" ".join(each.text_content().split()) for each in lines] == ["会長 発言15件", "宮田委員 発言15件"]
    assert lines[1].cssselect("a")[0].get("href") == "#t2"
    assert not open_page(short.get_absolute_url()).cssselect(".outline")


def test_headings_come_before_their_turns(meeting, open_page):
    transcript = open_page(meeting.get_absolute_url()).cssselect(".transcript")[0]
    order = [
        (each.tag, each.text_content() if each.tag in ("h2", "h3") else each.get("id"))
        for each in transcript.cssselect("h2.item, h3.item, .turn")
    ]
    assert order[:4] == [
        ("h2", "1 開会"),
        ("article", "t1"),
        ("h2", "2 議題"),
        ("h3", "(1) 計画の案について"),
    ]


def test_returning_to_an_item_says_so(meeting, open_page):
    make.turn(meeting, "戻ります。", item=meeting.agenda_items.get(number="1"))
    headings = open_page(meeting.get_absolute_url()).cssselect("h2.item")
    assert headings[-1].text_content() == "1 開会（続き）"


def test_each_level_of_attribution_is_shown_as_a_word(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    levels = [badge.text_content() for badge in page.cssselect(".turn .badge")]
    assert levels == ["役職", "匿名", "不明"]
    assert "だれとは分からない" in page.cssselect(".legend")[0].text_content()


def test_the_kind_of_record_is_shown_once(meeting, open_page):
    main = open_page(meeting.get_absolute_url()).cssselect("main")[0]
    glance = main.cssselect(".glance")[0].text_content()
    assert glance.count("要点") == 1
    assert "話されたとおりの言葉ではありません" in glance
    assert [each.text_content() for each in main.cssselect(".badge-summary")] == ["要点記録"]


def test_an_item_two_levels_down_is_shown_twice(meeting, open_page):
    small = meeting.agenda_items.get(number="(1)")
    lowest = make.item(meeting, "費用", number="ア", parent=small)
    make.turn(meeting, "高いですね。", item=lowest)
    page = open_page(meeting.get_absolute_url())
    assert "費用" in page.cssselect(".outline ol ol ol a")[0].text_content()
    assert [h.text_content().strip() for h in page.cssselect("h4.item")] == ["ア 費用"]


def test_each_heading_is_tied_to_its_line_of_the_outline(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    lines = {a.get("data-item"): a.text_content() for a in page.cssselect(".outline a")}
    headings = {h.get("data-item"): h.text_content().replace(" ", "") for h in page.cssselect(".item")}
    assert headings == lines
    assert page.cssselect(".outline-back a")[0].get("href") == f"#{page.cssselect('.outline')[0].get('id')}"


def test_labels_are_as_printed_and_anonymous_ones_not_linked(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    label = page.cssselect("#t3 .turn-label")[0]
    assert label.text_content() == "（委　員）"
    assert label.tag != "a"
    assert page.cssselect("#t1 a.turn-label")[0].get("href").startswith("/speakers/")


def test_a_misprint_says_whom_it_means(meeting, open_page):
    office = meeting.body.speakers.get(name="会長")
    make.turn(meeting, "続けます。", label="長会", speaker=office)
    assert "会長のこと" in open_page(meeting.get_absolute_url()).cssselect("#t6")[0].text_content()


def test_a_turn_for_a_municipality_leads_to_it(meeting, open_page):
    links = open_page(meeting.get_absolute_url()).cssselect("#t4 a.turn-note")
    assert [link.get("href") for link in links] == [meeting.body.municipality.get_absolute_url()]


def test_text_keeps_its_lines_and_leading_spaces(meeting, open_page):
    paragraphs = open_page(meeting.get_absolute_url()).cssselect("#t3 .turn-text p")
    assert [p.text_content() for p in paragraphs] == ["　財源は。", "　時期は。"]
    assert paragraphs[1].get("class") == "gap"


def test_a_withdrawn_turn_keeps_its_place_without_its_words(meeting, client):
    speaker = make.speaker("言った 人")
    make.withdrawn_turn(meeting, "けしたことば", label="けした人", speaker=speaker)
    html = client.get(meeting.get_absolute_url()).content.decode()
    assert 'id="t6"' in html
    assert "この発言は取り消されました（発言者の申出による・" in html
    for hidden in ("けしたことば", "けした人", "言った"):
        assert hidden not in html


def test_meetings_before_and_after_are_linked(meeting, open_page):
    make.meeting(meeting.body, title="第2回", date=datetime.date(2019, 4, 1))
    make.meeting(meeting.body, title="第4回", date=datetime.date(2019, 6, 1))
    make.meeting(meeting.body, title="下書き", date=datetime.date(2019, 5, 15), status="draft")
    beside = open_page(meeting.get_absolute_url()).cssselect(".beside .beside-title")
    assert [each.text_content() for each in beside] == ["第2回", "第4回"]


def test_a_meeting_without_turns_says_so(open_page):
    assert "まだ登録されていません" in open_page(make.meeting().get_absolute_url()).text_content()
    read = make.meeting(source=make.source("kekka.docx", format="docx"))
    assert "発言かを分けて書いたところがありません" in open_page(read.get_absolute_url()).text_content()


@pytest.mark.parametrize(
    ("fields", "items", "said"),
    [
        (
            {"record_type": "decisions"},
            ["議案"],
            ["決まったことだけを書いた記録です。", "このページにあります"],
        ),
        ({"record_type": "summary"}, [], ["分けて書いたところがありません"]),
        ({"source": None, "source_url": "https://town.example.jp/3"}, [], ["自治体の掲載ページで見られます"]),
    ],
)
def test_a_record_without_turns_says_what_it_is(open_page, fields, items, said):
    source = make.source("kekka.docx", format="docx", downloadable=False)
    meeting = make.meeting(**{"source": source} | fields)
    for title in items:
        make.item(meeting, title)
    page = open_page(meeting.get_absolute_url())
    notice = "".join(page.cssselect(".transcript .notice")[0].text_content().split())
    assert all(sentence in notice for sentence in said)
    assert ("このページにあります" in notice) == bool(items)
    assert "発言0件" not in page.text_content()


def test_a_record_without_turns_leads_to_its_original(open_page):
    meeting = make.meeting(source=make.source("kekka.docx", format="docx", downloadable=True))
    links = open_page(meeting.get_absolute_url()).cssselect(".transcript .notice a")
    assert [link.get("href") for link in links] == [f"{meeting.get_absolute_url()}original/"]


def test_long_procedure_is_folded_unless_it_is_sought(open_page):
    meeting = make.meeting()
    names = "\n".join(f"委員{n}番" for n in range(1, 18))
    for text in (names, names.removesuffix("\n委員17番")):
        make.turn(meeting, text, kind="procedure")
    make.turn(meeting, names)
    index_meetings([meeting.pk])
    page = open_page(meeting.get_absolute_url())
    [rest] = page.cssselect(".turn-rest")
    assert rest.cssselect("summary .to-unfold")[0].text_content() == "全文を開く（あと60字）"
    [text] = page.cssselect("#t1 .turn-text")
    assert [p.text_content() for p in text.iter("p")] == names.split("\n")
    assert not open_page(f"{meeting.get_absolute_url()}?q=委員17番").cssselect("#t1 .turn-rest")


def test_each_speech_has_a_heading_below_that_of_its_item(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    heads = {each.getparent().get("id"): each.tag for each in page.cssselect(".turn-head")}
    assert heads == {"t1": "h3", "t2": "p", "t3": "h4", "t4": "h4", "t5": "p"}


def test_one_turn_has_a_page_with_neighbours_and_citation(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}4/")
    assert "市としてお答えします。" in page.cssselect(".turn-alone")[0].text_content()
    numbers = [each.text_content() for each in page.cssselect("#beside ~ * .turn-number")]
    assert numbers == ["前：発言3", "次：手続5"]
    citation = page.cssselect(".citation")[0].text_content()
    assert "潮見野市総合計画審議会「第３回　潮見野市総合計画審議会」会議録" in citation
    assert "要点記録による" in citation
    assert f"http://testserver{meeting.get_absolute_url()}4/" in citation


@pytest.mark.parametrize("part", ["4/", "3-4/"])
def test_a_part_says_its_kind_of_record_and_what_badges_mean(meeting, open_page, part):
    page = open_page(f"{meeting.get_absolute_url()}{part}")
    assert "話されたとおりの言葉ではありません" in page.cssselect(".glance")[0].text_content()
    beside = {badge.text_content() for badge in page.cssselect(".turn-head .badge")}
    assert beside == {term.text_content() for term in page.cssselect(".legend .badge")} != set()
    assert "潮見野市" in page.cssselect(".page-kicker")[0].text_content()
    assert page.cssselect(".colophon")[0].text_content().startswith("出典：")


def test_a_turn_beside_a_withdrawn_one_does_not_show_it(meeting, client):
    make.withdrawn_turn(meeting, "けしたことば")
    html = client.get(f"{meeting.get_absolute_url()}5/").content.decode()
    assert "この発言は取り消されました" in html
    assert "けしたことば" not in html


def test_a_turn_leads_to_what_its_speaker_says_before_and_behind(meeting, open_page):
    member = make.speaker("若葉 薫")
    for text in ("一つ目です。", "二つ目です。", "三つ目です。"):
        make.turn(meeting, text, label="若葉委員", speaker=member)
    make.withdrawn_turn(meeting, "取り消した発言です。", label="若葉委員", speaker=member)
    ways = {}
    for number in (6, 7, 8):
        hops = open_page(f"{meeting.get_absolute_url()}{number}/").cssselect(".hop")
        ways[number] = [
            each.get("href") or each.text_content()
            for hop in hops
            for each in hop
            if "件目" in hop.text_content()
        ]
    path = meeting.get_absolute_url()
    assert ways == {
        6: ["同じ発言者の発言　3件中1件目", f"{path}7/"],
        7: ["同じ発言者の発言　3件中2件目", f"{path}6/", f"{path}8/"],
        8: ["同じ発言者の発言　3件中3件目", f"{path}7/"],
    }


def test_a_turn_under_a_label_that_means_anybody_leads_to_none(meeting, open_page):
    nobody = meeting.turns.get(number=3).speaker
    make.turn(meeting, "賛成です。", label="委員", speaker=nobody)
    assert "件目" not in open_page(f"{meeting.get_absolute_url()}3/").cssselect("main")[0].text_content()


def shares(page) -> list[list[str]]:
    """The rows of the table of who spoke how much: who, how sure, characters, turns."""
    rows = page.cssselect("table.measures tbody tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_it_shows_who_spoke_how_much_under_which_label(meeting, open_page):
    member = make.speaker("若葉 薫")
    make.turn(meeting, "あ" * 1000, label="若葉委員", speaker=member)
    make.turn(meeting, "い" * 500, label="若葉議員", speaker=member)
    make.turn(meeting, "う" * 1200, label="")
    make.withdrawn_turn(meeting, "え" * 9000, label="会長")
    page = open_page(meeting.get_absolute_url())
    assert shares(page) == [
        ["若葉 薫", "1,500字", "2件"],
        ["発言者の記載なし 不明", "1,200字", "1件"],
        ["委員 匿名", "12字", "1件"],
        ["潮見野市 不明", "11字", "1件"],
        ["会長 役職", "6字", "1件"],
    ]
    anchors = [a.get("href") for a in page.cssselect("table.measures a")]
    assert anchors == ["#t6", "#t8", "#t3", "#t4", "#t1"]
    assert all(page.cssselect(f"[id='{anchor[1:]}']") for anchor in anchors)
    assert "話された長さではありません" in page.cssselect(".annexes")[0].text_content()


def test_speakers_beyond_the_first_are_summed_up(open_page):
    meeting = make.meeting()
    for n in range(40):
        make.turn(meeting, "あ" * (100 - n), label=f"第{n}委員")
    rows = shares(open_page(meeting.get_absolute_url()))
    assert len(rows) == 31
    assert rows[-1] == ["ほか10", f"{sum(range(61, 71))}字", "10件"]


@pytest.mark.parametrize("label", ["会長", ""])
def test_with_one_label_only_no_shares_are_shown(open_page, label):
    meeting = make.meeting(record_type="summary")
    make.turn(meeting, "要点の一つ。", label=label)
    make.turn(meeting, "もう一つ。", label=label)
    assert not open_page(meeting.get_absolute_url()).cssselect("table")


def test_a_number_of_people_is_shown_once(open_page):
    meeting = make.meeting()
    make.attendance(meeting, "２名", count=2, kind="observer")
    make.attendance(meeting, "市民委員", count=4)
    make.attendance(meeting, "１号委員", count=1)
    people = [each.text_content() for each in open_page(meeting.get_absolute_url()).cssselect(".people li")]
    assert people == ["市民委員4人", "１号委員1人", "２名"]


def test_a_body_named_in_the_title_is_not_named_again(open_page):
    council = make.body("潮見野市総合計画審議会", make.municipality("潮見野市"))
    titled = make.meeting(council, title="第3回潮見野市総合計画審議会")
    bare = make.meeting(council, title="第4回")
    assert [a.text_content() for a in open_page(titled.get_absolute_url()).cssselect(".page-kicker a")] == [
        "みのり県潮見野市"
    ]
    assert council.name in open_page(bare.get_absolute_url()).cssselect(".page-kicker")[0].text_content()


def test_nothing_is_folded_where_nothing_is_known(open_page):
    assert not open_page(make.meeting().get_absolute_url()).cssselect(".annexes details")
