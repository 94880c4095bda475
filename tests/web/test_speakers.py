"""The list of speakers, and one speaker."""

import datetime

import pytest

from meetings.models import SpeakerName
from tests import factories as make

pytestmark = pytest.mark.django_db


def heard(speaker, **fields):
    """Let a speaker say something in public."""
    return make.turn(make.meeting(), label=speaker.name, speaker=speaker, **fields)


def names(page):
    return [link.text_content() for link in page.cssselect(".row-title a")]


def test_the_list_is_by_reading_and_those_without_one_come_last(open_page):
    for name, kana in (("緑川", "ミドリカワ"), ("無名", ""), ("青柳", "アオヤギ"), ("柏", "ガシワ")):
        heard(make.speaker(name, kana=kana))
    page = open_page("/speakers/")
    assert names(page) == ["青柳", "柏", "緑川", "無名"]
    assert [h.text_content() for h in page.cssselect("h2")] == ["ア行", "カ行", "マ行", "名前の文字の順"]


def test_the_list_says_once_who_has_a_reading(open_page):
    heard(make.speaker("青柳", kana="アオヤギ"))
    for name in ("若葉 薫", "宮田 葵"):
        heard(make.speaker(name))
    said = [each.text_content() for each in open_page("/speakers/").cssselect("p.small")]
    assert len(said) == 1
    assert "よみの分かる1人・団体の後に、ほかの2人・団体を名前の文字の順に" in said[0]


def test_without_any_reading_there_are_no_rows(open_page):
    heard(make.speaker("若葉 薫"))
    page = open_page("/speakers/")
    assert not page.cssselect("nav[aria-label=よみの行]")
    assert [h.text_content() for h in page.cssselect("h2")] == ["発言者"]
    assert "いまはだれにもないため" in page.cssselect("p.small")[0].text_content()


def test_where_everybody_has_a_reading_nothing_is_said(open_page):
    heard(make.speaker("青柳", kana="アオヤギ"))
    assert not open_page("/speakers/").cssselect("p.small")


def test_a_name_that_begins_in_kana_says_its_own_reading(open_page):
    for name, kana in (
        ("ごみ減量課", ""),
        ("いし田 実", ""),
        ("アベ", ""),
        ("青柳", "アオヤギ"),
        ("無名", ""),
    ):
        heard(make.speaker(name, kana=kana))
    page = open_page("/speakers/")
    assert names(page) == ["青柳", "アベ", "いし田 実", "ごみ減量課", "無名"]
    assert [h.text_content() for h in page.cssselect("h2")] == ["ア行", "カ行", "名前の文字の順"]
    assert names(open_page("/speakers/?row=カ")) == ["ごみ減量課"]
    assert names(open_page("/speakers/?row=なし")) == ["無名"]


def test_anonymous_labels_are_not_listed_but_explain_themselves(open_page):
    meeting = make.meeting(title="第1回")
    nobody = make.speaker("委員", "anonymous", meeting=meeting)
    make.turn(meeting, "質問です。", label="委員", speaker=nobody)
    assert names(open_page("/speakers/")) == []
    assert "同じ人とは限りません" in open_page(nobody.get_absolute_url()).text_content()


def test_the_list_can_be_filtered_by_town_level_and_row(open_page):
    town = make.municipality("潮見野市")
    council = make.body("潮見野審議会", town)
    heard(make.speaker("青柳", kana="アオヤギ", municipality=town))
    heard(make.speaker("会長", "office", body=council))
    heard(make.speaker("緑川", kana="ミドリカワ"))
    assert names(open_page(f"/speakers/?municipality={town.code}")) == ["青柳", "会長"]
    assert names(open_page("/speakers/?kind=office")) == ["会長"]
    assert names(open_page("/speakers/?row=マ")) == ["緑川"]
    assert names(open_page("/speakers/?row=なし")) == ["会長"]
    assert names(open_page(f"/speakers/?municipality={town.code}&kind=person&row=ア")) == ["青柳"]


@pytest.mark.parametrize("written", ["高橋志津", "髙橋　志津男", "しづお", "シヅ", "た か"])
def test_a_speaker_is_found_by_a_part_of_the_name_or_its_reading(open_page, written):
    heard(make.speaker("髙橋 志津男", kana="タカハシ シヅオ"))
    heard(make.speaker("青柳", kana="アオヤギ"))
    assert names(open_page(f"/speakers/?name={written}")) == ["髙橋 志津男"]


def test_another_spelling_finds_a_speaker_of_a_public_body(open_page):
    council, hidden = make.body("甲審議会"), make.body("秘密の会")
    speaker = make.speaker("委員長", "office", body=council)
    make.turn(make.meeting(council), label="員長委", speaker=speaker)
    SpeakerName.objects.create(speaker=speaker, body=council, name="員長委")
    SpeakerName.objects.create(speaker=speaker, body=hidden, name="秘密の名")
    assert names(open_page("/speakers/?name=員長")) == ["委員長"]
    assert names(open_page("/speakers/?name=秘密")) == []


def test_signs_in_a_name_mean_themselves(open_page):
    heard(make.speaker("青柳"))
    for sign in ("%25", "_", "\\", "'", "("):
        page = open_page(f"/speakers/?name={sign}")
        assert names(page) == []
        assert page.cssselect(".notice a")[0].get("href") == "/speakers/"


def test_a_row_without_speakers_is_not_a_link(open_page):
    heard(make.speaker("青柳", kana="アオヤギ"))
    heard(make.speaker("ヴァン", "organisation"))
    heard(make.speaker("会長", "office", body=make.body()))
    rows = "nav[aria-label=よみの行]"
    page = open_page("/speakers/")
    assert [a.text_content() for a in page.cssselect(f"{rows} a")] == ["すべて", "ア", "名前の文字の順"]
    assert page.cssselect(f"{rows} .choices-none")[0].text_content() == "カ（なし）"
    offices = open_page("/speakers/?kind=office&row=ア")  # the one chosen can be left
    assert [a.text_content() for a in offices.cssselect(f"{rows} a")] == ["すべて", "ア", "名前の文字の順"]
    assert names(offices) == []


def test_speakers_of_bodies_of_one_name_differ_by_the_town(open_page):
    for town in ("潮見野市", "朝凪市"):
        council = make.body("本会議", make.municipality(town))
        chair = make.speaker("議長", "office", body=council)
        make.turn(make.meeting(council), label="議長", speaker=chair)
    page = open_page("/speakers/")
    assert {row.text_content().split("発言")[0] for row in page.cssselect(".row-meta")} == {
        "本会議みのり県潮見野市",
        "本会議みのり県朝凪市",
    }
    first = open_page(page.cssselect(".row-title a")[0].get("href"))
    assert "みのり県" in first.cssselect(".page-kicker")[0].text_content()
    assert "議長（本会議（みのり県" in first.cssselect("title")[0].text_content()


def test_an_unknown_choice_is_reported(open_page):
    heard(make.speaker("青柳"))
    page = open_page("/speakers/?kind=anonymous&municipality=zzz&row=xyz")
    assert "エラー" in page.text_content()


def test_a_speaker_shows_how_the_record_names_him_in_each_body(open_page):
    council, board = make.body("甲審議会"), make.body("乙委員会")
    speaker = make.speaker("若葉 薫", kana="ワカバ カオル")
    for body, label, day in (
        (council, "若葉会長", 2019),
        (council, "若葉会長", 2021),
        (board, "若葉委員", 2020),
    ):
        meeting = make.meeting(body, date=datetime.date(day, 4, 1))
        make.turn(meeting, f"{day}年の発言。", label=label, speaker=speaker)
    page = open_page(speaker.get_absolute_url())
    rows = page.cssselect("#labels .row")
    assert [[part.text_content() for part in row.cssselect("a, span")] for row in rows] == [
        ["甲審議会", "若葉会長", "発言2件", "平成31年・令和元年〜令和3年（2019〜2021年）"],
        ["乙委員会", "若葉委員", "発言1件", "令和2年（2020年）"],
    ]
    assert [p.text_content()[:4] for p in page.cssselect(".hit-text")] == ["2021", "2020", "2019"]
    assert "ワカバ カオル" in page.cssselect("h1 rt")[0].text_content()


def test_other_spellings_are_shown(open_page):
    council = make.body("甲審議会")
    speaker = make.speaker("委員長", "office", body=council)
    SpeakerName.objects.create(speaker=speaker, body=council, name="員長委")
    make.turn(make.meeting(council), label="員長委", speaker=speaker)
    assert "員長委" in open_page(speaker.get_absolute_url()).cssselect(".facts")[0].text_content()
