"""The one box knows names: of bodies, people, offices, municipalities, meetings and agenda items."""

from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from django.db import connection

from meetings import time_limits
from meetings.models import MeetingStatus, SpeakerName, Visibility
from meetings.web.places import AT_ONCE, Places
from meetings.web.views import search as views
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


@pytest.fixture
def town():
    return make.municipality("朝凪市", kana="アサナギシ")


@pytest.fixture
def meeting(town):
    """A committee whose chair has a name, an office and a reading."""
    body = make.body("朝凪市学校給食運営委員会", town)
    meeting = make.meeting(body, title="第3回朝凪市学校給食運営委員会")
    chair = make.speaker("佐倉 清夫", kana="サクラ キヨオ", municipality=town)
    office = make.speaker("書記長", "office", body=body)
    menu = make.item(meeting, "献立の見直しについて", number="1")
    make.turn(meeting, "献立を改めます。", label="佐倉会長", speaker=chair, item=menu)
    make.turn(meeting, "財源を伺います。", label="佐倉会長", speaker=chair, item=menu)
    make.turn(meeting, "資料はありません。", label="書記長", speaker=office)
    make.turn(meeting, "献立に賛成します。", label="委員")
    index_everything()
    return meeting


@pytest.fixture
def search(open_page):
    return lambda query, more="": open_page(f"/search/?q={quote(query)}{more}")


def cards(page):
    """What each card is and names."""
    return texts(page, ".named-list .card-name")


def count(page):
    return texts(page, ".found-count b")[0]


CHAIR = "人 佐倉 清夫"


@pytest.mark.parametrize(
    ("query", "card"),
    [
        ("朝凪市学校給食運営委員会", "会議体 朝凪市学校給食運営委員会"),
        ("学校給食運営委員会", "会議体 朝凪市学校給食運営委員会"),
        ("みのり県朝凪市学校給食運営委員会", "会議体 朝凪市学校給食運営委員会"),
        ("朝凪市", "自治体 朝凪市"),
        ("あさなぎし", "自治体 朝凪市"),
        ("朝凪市民", "自治体 朝凪市"),
        ("佐倉 清夫", CHAIR),
        ("佐倉清夫", CHAIR),
        ("佐倉清夫さん", CHAIR),
        ("佐倉清夫委員", CHAIR),
        ("佐倉会長", CHAIR),
        ("佐倉 会長", CHAIR),
        ("佐倉様", CHAIR),
        ("佐倉", CHAIR),
        ("さくらきよお", CHAIR),
        ("サクラ キヨオ", CHAIR),
        ("さくらさん", CHAIR),
        ("佐倉清", CHAIR),
        ("書記長", "役職 書記長"),
        # an office beside the surname
        ("佐倉給食課長", CHAIR),
        ("給食課長 佐倉", CHAIR),
        ("給食課長佐倉", CHAIR),
        ("給食課長の佐倉さん", CHAIR),
        ("会長 佐倉", CHAIR),
        # short for the name of a body, or of a town
        ("給食委員会", "会議体 朝凪市学校給食運営委員会"),
        ("学校運営委員会", "会議体 朝凪市学校給食運営委員会"),
        ("朝凪", "自治体 朝凪市"),
        # and that minutes are wanted
        ("朝凪市学校給食運営委員会議事録", "会議体 朝凪市学校給食運営委員会"),
        ("学校給食運営委員会の会議録", "会議体 朝凪市学校給食運営委員会"),
        ("給食委員会 議事録", "会議体 朝凪市学校給食運営委員会"),
        ("朝凪市の議事録", "自治体 朝凪市"),
        ("朝凪市役所", "自治体 朝凪市"),
    ],
)
def test_a_name_leads_to_the_page_of_whoever_bears_it(meeting, search, query, card):
    assert cards(search(query)) == [card]


def test_a_card_says_what_it_is_of_and_how_much_there_is(meeting, search, town):
    person, office = search("佐倉清夫"), search("書記長")
    assert texts(person, ".named .row-meta span") == ["みのり県朝凪市", "発言2件", "この人の発言"]
    assert texts(office, ".named .row-meta span")[:2] == ["朝凪市学校給食運営委員会", "発言1件"]
    assert texts(search("朝凪市"), ".named .row-meta span")[:2] == ["みのり県", "会議1回"]
    assert person.cssselect(".card-name a")[0].get("href").startswith("/speakers/")
    [link] = person.cssselect(".named .row-meta a")
    assert set(dict(parse_qsl(urlsplit(link.get("href")).query))) == {"speaker"}


def test_names_without_spaces_are_each_found(meeting, search):
    page = search("朝凪市学校給食運営委員会佐倉会長")
    assert cards(page) == ["会議体 朝凪市学校給食運営委員会", CHAIR]
    assert count(page) == "2件"


def test_the_beginning_of_a_name_leads_to_it(meeting, search):
    assert "会議体 朝凪市学校給食運営委員会" in cards(search("朝凪市学校"))
    begun = search("学校給食運営")
    assert cards(begun) == ["会議体 朝凪市学校給食運営委員会"]
    assert count(begun) == "0件"


def test_beginnings_beside_hits_are_folded(meeting, search):
    make.turn(meeting, "学校給食の話です。")
    index_everything()
    page = search("学校給食")
    assert not cards(page)
    assert "この言葉で始まる名称1件" in texts(page, ".titled summary")[0]
    assert texts(page, ".titled .card-name") == ["会議体 朝凪市学校給食運営委員会"]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("髙橋 桜", "高橋櫻"),
        ("齋藤 桜", "斉藤桜"),
        ("斉藤 桜", "斎藤桜"),
        ("野々村 桜", "野野村桜"),
        ("霧ヶ峰 桜", "霧が峰桜"),
        ("霧ケ峰 桜", "霧ヶ峰桜"),
        ("ﾐﾂﾊｼ 桜", "みつはし桜"),
    ],
)
def test_another_spelling_of_a_name_is_the_same_name(meeting, search, town, printed, typed):
    make.turn(meeting, "桜の話です。", speaker=make.speaker(printed, municipality=town))
    index_everything()
    assert cards(search(typed)) == [f"人 {printed}"]


def test_a_town_by_its_short_name_leads_to_what_is_said_there(meeting, search):
    page = search("朝凪 献立")
    assert cards(page) == ["自治体 朝凪市"]
    assert "この自治体の発言から「献立」をさがす" in texts(page, ".named .row-meta a")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("空き家等対策協議会", "空家等対策協議会"),
        ("空家等対策協議会", "空き家等対策協議会"),
        ("取組推進会議", "取り組み推進会議"),
        ("打ち合わせ会", "打合せ会"),
        ("申込み審査会", "申し込み審査会"),
    ],
)
def test_a_body_may_be_spelled_as_the_dictionary_does(meeting, search, town, name, typed):
    make.turn(make.meeting(make.body(name, town)), "はい。")
    index_everything()
    assert f"会議体 {name}" in cards(search(typed))


def test_a_short_name_that_many_bear_names_none_beside_words(meeting, search, town):
    for n in range(6):
        make.turn(make.meeting(make.body(f"朝凪市給食第{n}委員会", town)), "はい。")
    index_everything()
    assert not [card for card in cards(search("給食委員会 献立")) if card.startswith("会議体")]
    assert len([card for card in cards(search("朝凪市給食委員会")) if card.startswith("会議体")]) == 4


def test_an_office_beside_its_body_is_no_other_bodys(meeting, search, town):
    other = make.body("朝凪市公園会議", town)
    make.turn(make.meeting(other), "はい。", speaker=make.speaker("書記長", "office", body=other))
    index_everything()
    assert len(cards(search("書記長"))) == 2
    page = search("朝凪市学校給食運営委員会 書記長")
    assert cards(page) == ["会議体 朝凪市学校給食運営委員会", "役職 書記長"]
    assert texts(page, ".named .row-meta")[1].startswith("朝凪市学校給食運営委員会")


def test_a_name_may_begin_right_behind_another(meeting, search):
    other = make.municipality("夕凪市")
    make.turn(meeting, "はい。", speaker=make.speaker("場 誠", municipality=other))
    make.meeting(make.body("公園会議", other))
    index_everything()
    assert cards(search("夕凪市場委員")) == ["自治体 夕凪市", "人 場 誠"]  # 夕凪|市場|委員


def test_half_a_word_behind_a_name_is_not_searched_for(meeting, search):
    assert texts(search("朝凪市民"), ".named .row-meta a") == ["この自治体の発言"]
    assert texts(search("朝凪市献立"), ".named .row-meta a") == ["この自治体の発言から「献立」をさがす"]


def test_two_of_one_name_are_told_apart(meeting, search):
    other = make.municipality("夕凪市")
    namesake = make.speaker("佐倉 清夫", municipality=other)
    make.turn(make.meeting(make.body("夕凪市公園会議", other)), "公園です。", speaker=namesake)
    index_everything()
    both = search("佐倉清夫")
    assert texts(both, ".named .row-meta span:first-child") == ["みのり県朝凪市", "みのり県夕凪市"]
    assert cards(search("夕凪市佐倉委員")) == ["自治体 夕凪市", CHAIR]
    assert texts(search("夕凪市佐倉委員"), ".named .row-meta")[1].startswith("みのり県夕凪市")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("佐倉係長", ["人 佐倉 夏夫"]),
        ("佐倉給食係長", ["人 佐倉 夏夫"]),
        ("給食係長の佐倉さん", ["人 佐倉 夏夫"]),
        ("発言者:佐倉係長", ["人 佐倉 夏夫"]),
        ("佐倉部長", ["人 佐倉 秋夫"]),
        ("佐倉会長", [CHAIR]),
        ("佐倉議員", [CHAIR, "人 佐倉 夏夫", "人 佐倉 秋夫"]),  # nobody is one: all of them
        ("佐倉さん", [CHAIR, "人 佐倉 夏夫", "人 佐倉 秋夫"]),
    ],
)
def test_an_office_beside_a_surname_says_who_is_meant(meeting, search, town, query, named):
    clerk = make.speaker("佐倉 夏夫", municipality=town)
    make.turn(meeting, "はい。", label="給食係長", role="給食係長", speaker=clerk)
    make.turn(meeting, "ええ。", speaker=make.speaker("佐倉 秋夫", municipality=town))
    make.attendance(meeting, "学校部長　佐倉 秋夫", name="佐倉 秋夫", role="学校部長")
    meeting.turns.filter(label="佐倉会長").update(role="会長")
    index_everything()
    assert cards(search(query)) == named


def test_an_office_in_hidden_minutes_tells_nobody_apart(meeting, search, town):
    deputy = make.speaker("佐倉 夏夫", municipality=town)
    make.turn(meeting, "はい。", label="佐倉委員", role="委員", speaker=deputy)
    secret = make.meeting(make.body("朝凪市内部会議", town), visibility=Visibility.INTERNAL)
    make.turn(secret, "はい。", label="佐倉監理課長", role="監理課長", speaker=deputy)
    make.attendance(secret, "監理課長　佐倉 夏夫", name="佐倉 夏夫", role="監理課長")
    index_everything()
    assert cards(search("佐倉監理課長")) == [CHAIR, "人 佐倉 夏夫"]


def test_more_than_five_lead_to_the_list_of_all(meeting, search):
    for n in range(6):
        town = make.municipality(f"浜{n}市")
        make.turn(meeting, "はい。", speaker=make.speaker("沢渡 誠", municipality=town))
    index_everything()
    page = search("沢渡誠")
    assert len(cards(page)) == 5
    assert texts(page, ".named-others") == ["ほかに1件あります。一覧でさがす"]
    [path] = [each.get("href") for each in page.cssselect(".named-others a")]
    assert dict(parse_qsl(urlsplit(path).query)) == {"name": "沢渡 誠"}


@pytest.mark.parametrize("hidden", [{"status": MeetingStatus.DRAFT}, {"visibility": Visibility.INTERNAL}])
def test_what_is_hidden_is_not_named(meeting, search, hidden):
    town = make.municipality("霧原市")
    secret = make.meeting(make.body("霧原市秘密会議", town), **hidden)
    make.turn(secret, "内緒です。", speaker=make.speaker("青柳 恭平", municipality=town))
    index_everything()
    for query in ("霧原市秘密会議", "霧原市", "青柳恭平", "青柳委員", "発言者:青柳", "霧原市秘密"):
        page = search(query)
        assert not cards(page), query
        assert not texts(page, ".named"), query
        assert "発言も含めています" not in page.text_content(), query


def test_a_spelling_of_hidden_minutes_leads_nowhere(meeting, search, town):
    secret = make.meeting(make.body("朝凪市内部会議", town), visibility=Visibility.INTERNAL)
    chair = meeting.turns.first().speaker
    SpeakerName.objects.create(speaker=chair, body=secret.body, name="鬼頭甲斐")
    SpeakerName.objects.create(speaker=chair, body=meeting.body, name="佐倉清雄")
    assert not cards(search("鬼頭甲斐"))
    assert cards(search("佐倉清雄")) == [CHAIR]


def test_a_surname_is_known_without_a_space_too(meeting, search, town):
    make.turn(meeting, "はい。", speaker=make.speaker("柏木俊介", municipality=town))
    index_everything()
    assert cards(search("柏木")) == cards(search("柏木委員")) == ["人 柏木俊介"]


def test_what_speaks_in_a_towns_name_is_the_town(meeting, search, suggested, town):
    spokesman = make.speaker("朝凪市", "organisation", municipality=town)
    make.turn(meeting, "お答えします。", speaker=spokesman, municipality=town)
    index_everything()
    assert cards(search("朝凪市")) == ["自治体 朝凪市"]
    assert [each["what"] for each in suggested("朝凪")] == ["自治体", "会議体"]


def test_a_changed_name_is_known_at_once(meeting, search):
    assert cards(search("佐倉清夫")) == [CHAIR]
    chair = meeting.turns.first().speaker
    chair.name = "佐倉 夏夫"
    chair.save()
    assert cards(search("佐倉夏夫")) == ["人 佐倉 夏夫"]
    assert not cards(search("佐倉清夫"))


def test_a_persons_name_also_finds_what_she_said(meeting, search):
    page = search("佐倉清夫")
    assert count(page) == "2件"
    assert "「佐倉 清夫」の発言も含めています。含めない" in texts(page, ".echo")
    [without] = [each for each in page.cssselect(".echo a") if each.text_content() == "含めない"]
    assert dict(parse_qsl(urlsplit(without.get("href")).query)) == {"q": "佐倉清夫", "names": "off"}


def test_the_persons_turns_can_be_left_out(meeting, search):
    page = search("佐倉清夫", "&names=off")
    assert count(page) == "0件"
    assert cards(page) == [CHAIR]
    assert "発言も含めています" not in page.text_content()


def test_a_name_beside_a_word_finds_what_she_said_of_it(meeting, search):
    page = search("佐倉会長 献立")
    assert count(page) == "1件"
    assert "この人の発言から「献立」をさがす" in texts(page, ".named .row-meta a")
    assert count(search("献立 佐倉 清夫")) == "1件"
    assert count(search("佐倉清夫さんの献立")) == "1件"
    assert count(search("佐倉会長は献立について何と言ったか")) == "1件"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("佐倉", "2件"),  # a surname that nobody says
        ("会長 佐倉", "2件"),
        ("給食課長の佐倉さん 献立", "1件"),
        ("佐倉給食課長", "2件"),
        ("佐倉会長の発言", "2件"),
        ("佐倉清夫さんの意見", "2件"),
        ("佐倉会長の発言 献立", "1件"),
        ('"佐倉清夫"', "0件"),
        ("-佐倉清夫 献立", "2件"),
        ("佐倉清夫 OR 資料", "3件"),
        ("発言者:佐倉さん", "2件"),
        ("発言者:さくら 献立", "1件"),
        ("発言者:書記長", "1件"),
    ],
)
def test_where_a_name_counts_as_the_speaker(meeting, search, query, found):
    assert count(search(query)) == found


def test_a_surname_that_many_bear_is_no_speaker(meeting, search, town):
    for given in ("一", "二", "三", "四", "五", "六"):
        make.turn(meeting, "はい。", speaker=make.speaker(f"沢渡 {given}", municipality=town))
    index_everything()
    page = search("沢渡委員")
    assert (count(page), len(cards(page))) == ("0件", 5)


def test_a_speaker_who_is_found_anyway_is_not_said_to_be_added(meeting, search):
    assert "発言も含めています" not in search("発言者:佐倉").text_content()
    added = search("発言者:佐倉さん")
    assert "「佐倉 清夫」の発言も含めています" in added.text_content()
    assert not added.cssselect(".notices")
    assert search("発言者:佐倉さん", "&names=off").cssselect(".notices")


def test_as_characters_a_name_is_no_speaker(meeting, search):
    assert count(search("佐倉清夫", "&mode=string")) == "0件"


@pytest.mark.parametrize("query", ["発言者:佐倉", "発言者:佐倉さん", "発言者:サクラ", "発言者:佐倉清夫 献立"])
def test_a_condition_on_speakers_shows_whom_it_may_mean(meeting, search, query):
    assert cards(search(query)) == [CHAIR]


def test_without_hits_cards_come_before_the_reasons(meeting, search):
    page = search("朝凪市学校給食運営委員会")
    assert count(page) == "0件"
    order = [each.get("class") for each in page.cssselect(".named, .titled, .absence")]
    assert order == ["named", "titled", "absence"]


@pytest.mark.parametrize(
    "query",
    [
        "第3回朝凪市学校給食運営委員会",
        "第3回朝凪市学校給食",
        "朝凪市学校給食運営委員会 第３回",
        "第3回 学校給食運営委員会",
    ],
)
def test_a_meetings_title_leads_to_it(meeting, search, query):
    page = search(query)
    assert "会議 第3回朝凪市学校給食運営委員会" in cards(page)
    assert page.cssselect(".card-name a")[0].get("href") == meeting.get_absolute_url()
    assert not page.cssselect(f".titled a[href='{meeting.get_absolute_url()}']")


def test_a_title_that_several_begin_with_leads_to_all(meeting, search):
    make.meeting(meeting.body, title="第3回朝凪市学校給食運営委員会（再開）")
    page = search("第3回朝凪市学校給食運営")
    assert len([card for card in cards(page) if card.startswith("会議 ")]) == 1
    assert "会議名が当てはまる会議をすべて見る" in texts(page, ".named a")


def test_an_agenda_items_title_leads_to_its_page(meeting, search):
    page = search("献立の見直しについて")
    assert cards(page) == ["議題 1 献立の見直しについて"]
    assert page.cssselect(".card-name a")[0].get("href") == f"{meeting.get_absolute_url()}items/1/"


@pytest.mark.parametrize(
    "query",
    [
        "献立",
        "財源 書記長",
        "前田委員",
        "山 本会議",
        "献立の山本",
        "学校",
        "学校給",
        "楓町内会",
        "朝 凪市民",
        "佐倉氏神",
        "佐倉小学校長",
        "佐倉の課長",
        "課長の話 佐倉山",
        "委員会",
        "運営委員会",
        "給食の委員会",
        "朝凪の日",
        "議事録",
    ],
)
def test_what_only_looks_like_a_name_is_passed_over(meeting, search, town, query):
    make.meeting(make.body("公園会議", make.municipality("楓町")))
    for name in ("田 誠", "山本 誠"):
        make.turn(meeting, "はい。", speaker=make.speaker(name, municipality=town))
    index_everything()
    assert not cards(search(query))


def test_the_table_and_the_feed_have_the_same_turns(meeting, client):
    table = client.get("/search/results.csv?q=佐倉清夫")
    assert b"".join(table.streaming_content).decode().count("佐倉会長") == 2
    assert client.get("/search/feed/?q=佐倉清夫").content.decode().count("<entry>") == 2
    assert client.get("/search/feed/?q=佐倉清夫&names=off").content.decode().count("<entry>") == 0


def test_the_meeting_that_a_hit_leads_to_marks_the_same_turns(meeting, search, open_page):
    [path] = {each.get("href").split("#")[0] for each in search("佐倉清夫").cssselect(".hit-label")}
    page = open_page(path)
    assert "2件" in texts(page, "#marks")[0]
    assert texts(page, "mark") == ["佐倉会長", "佐倉会長"]
    ways = {each.get("href") for each in page.cssselect("#marks a, .hop a") if each.get("href")[0] == "#"}
    assert {each.get("id") for each in page.cssselect("mark")} == {way[1:] for way in ways}


def test_a_turn_without_a_label_is_marked_by_its_number(meeting, open_page):
    make.turn(meeting, "長い説明です。" * 90, label="", speaker=meeting.turns.first().speaker)
    index_everything()
    page = open_page(f"{meeting.get_absolute_url()}?q=佐倉清夫")
    assert texts(page, "mark")[-1] == "発言5"
    assert not [each for each in page.cssselect(".hop a") if "この発言の中" in each.text_content()]


def test_cards_are_on_the_first_page_alone(meeting, search):
    assert not cards(search("佐倉清夫", "&page=2"))
    assert count(search("佐倉清夫", "&page=2")) == "2件"


@pytest.fixture
def suggested(client):
    def ask(typed):
        response = client.get(f"/search/names.json?q={quote(typed)}")
        assert response.status_code == 200
        return response.json()["names"]

    return ask


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("朝凪", ["朝凪市", "朝凪市学校給食運営委員会"]),
        ("朝凪市学", ["朝凪市学校給食運営委員会"]),
        ("がっこう", []),
        ("あさな", ["朝凪市"]),
        ("佐倉", ["佐倉 清夫"]),
        ("サクラキ", ["佐倉 清夫"]),
        ("佐倉会長", ["佐倉 清夫"]),
        ("朝", []),
        ("", []),
        ("\0" * 300, []),
        ('"', []),
    ],
)
def test_names_complete_what_is_typed(meeting, suggested, typed, names):
    assert [each["name"] for each in suggested(typed)] == names


def test_a_suggestion_says_what_it_is_and_where_its_page_is(meeting, suggested):
    [committee] = suggested("朝凪市学校")
    assert committee == {
        "what": "会議体",
        "name": "朝凪市学校給食運営委員会",
        "place": "みのり県朝凪市",
        "path": meeting.body.get_absolute_url(),
    }


def test_eight_names_are_suggested_at_most_the_town_first(meeting, suggested, town):
    for n in range(12):
        make.meeting(make.body(f"朝凪市第{n}部会", town))
    make.turn(meeting, "はい。", speaker=make.speaker("朝凪 一", municipality=town))
    names = [each["name"] for each in suggested("朝凪")]
    assert (len(names), names[0]) == (8, "朝凪市")


def test_hidden_names_are_not_suggested(meeting, suggested, town):
    make.meeting(make.body("朝凪市内部会議", town), visibility=Visibility.INTERNAL)
    make.speaker("朝比奈 薫", municipality=town)
    assert not suggested("朝凪市内")
    assert not suggested("朝比奈")


def test_a_box_within_a_body_is_not_completed(meeting, open_page):
    forms = {"/search/": [True], meeting.body.get_absolute_url(): [False]}
    for path, completed in forms.items():
        boxes = open_page(path).cssselect("form[role=search]")
        assert [each.get("data-names") is not None for each in boxes] == completed


def test_suggestions_are_kept_by_all_and_checked_by_content(meeting, client):
    response = client.get("/search/names.json?q=朝凪")
    assert response["Cache-Control"] == "public, max-age=24, s-maxage=60"
    assert (
        client.get("/search/names.json?q=朝凪", headers={"If-None-Match": response["ETag"]}).status_code
        == 304
    )


def test_few_are_suggested_names_at_once(meeting, client, monkeypatch):
    monkeypatch.setattr(views, "_places_for_names", Places())
    for _ in range(AT_ONCE):
        views._places_for_names.take()
    refused = client.get("/search/names.json?q=朝凪")
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert client.get("/search/?q=朝凪").status_code == 200
    views._places_for_names.give_back()
    for _ in range(AT_ONCE):  # whoever was answered has left the place
        assert client.get("/search/names.json?q=朝凪").status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(0.3, 200), (0.6, 503)])
def test_names_that_come_late_are_not_waited_for(meeting, client, monkeypatch, seconds, status):
    """By a clock that goes forward with each of the three questions; a page would have six seconds."""
    now = 0.0
    client.raise_request_exception = False
    assert client.get("/search/names.json?q=朝凪").status_code == 200  # the names are read

    def take_time(execute, sql, params, many, context):
        nonlocal now
        now += seconds
        return execute(sql, params, many, context)

    monkeypatch.setattr(time_limits, "clock", lambda: now)
    with connection.execute_wrapper(take_time):
        assert client.get("/search/names.json?q=朝凪").status_code == status
