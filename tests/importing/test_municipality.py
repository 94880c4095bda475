"""Which town a document is of, by its own words: most towns here are on no list."""

import pytest

from .sittings import meeting_in

DAY = "日時　令和6年5月20日（月）午後2時から3時まで\n"
BODY = "会議の内容\n（会長）始めます。\n（委員）賛成です。\n（会長）終わります。\n"


@pytest.mark.parametrize(
    ("title", "town"),
    [
        ("三日月野市図書館協議会（第２回）会議録", "三日月野市"),
        ("第五次三日月野市総合計画審議会　会議録", "三日月野市"),
        ("令和五年度十日町谷市景観審議会　会議録", "十日町谷市"),
        ("第３回灯ヶ津市緑化審議会　会議録", "灯ヶ津市"),
        ("大町田村議会　会議録", "大町田村"),
        ("木下町立図書館協議会　会議録", "木下町"),
        ("【風祭村】第２回村づくり会議　会議録", "風祭村"),
        ("令和６年度　第１回　鶴ヶ沼町　地域福祉推進委員会　議事録", "鶴ヶ沼町"),
        ("鶴ヶ沼市民生委員推薦会　議事録", "鶴ヶ沼市"),
        ("葛之浦市内小学校適正配置検討委員会　会議録", "葛之浦市"),
        ("新長崎市庁舎建設検討委員会　会議録", "長崎市"),
        ("みんなでつくる長崎市の会　議事録", "長崎市"),
        ("東京都市計画審議会　議事録", "東京都"),
        ("第３回府中市・調布市合同会議　会議録", "府中市"),
        ("石岡市・かすみがうら市・小美玉市合同会議　会議録", None),
        ("葛之浦県・市町村長懇談会　会議録", "葛之浦県"),
        ("葛之浦県市町村情報担当課長会　会議録", None),
        ("旧神岡町史編さん委員会　会議録", None),
        ("青空市実行委員会　会議録", None),
        ("城下町振興会議　会議録", None),
    ],
)
def test_a_title_names_the_town(title: str, town: str | None) -> None:
    assert meeting_in(f"{title}\n{DAY}場所　公会堂\n{BODY}").municipality == town


@pytest.mark.parametrize(
    ("head", "town"),
    [
        ("場所　葛之浦市健康会館　集団指導室\n", "葛之浦市"),
        ("場所　すみれ坂町役場　３階会議室\n", "すみれ坂町"),
        ("場所　永田町合同庁舎　会議室\n永田町合同庁舎の入館には身分証が要ります。\n", None),
        ("場所　桜町公民館\n出席者　市長、商工課長\n", None),
        ("場所　茨城県石岡市石岡一丁目\n", "石岡市"),
        ("場所　風祭村　郷土館\n出席者　村長、教育課長\n", "風祭村"),
        ("場所　本部\n出席者　地方独立行政法人八ツ瀬市立病院機構　理事長\n", "八ツ瀬市"),
        ("場所　集会所\n出席者　町長、株式会社みなも測量（大阪市北区）\n", None),
        ("場所　集会所\n出席者　霞沢町長　大野 一郎、総務課長\n", "霞沢町"),
        ("場所　集会所\n出席者　大野市長、総務課長\n", None),
        ("場所　町民会館\n出席者　町長、観光課長\n来賓　八ツ谷市役所　観光課長\n", None),
        ("会場　集会所\n出席　風越市、湊原市、藤ヶ里市\n事務局　風越市　総務課\n", None),
        ("場所　集会所\n参加者　市民委員２２名、湊原市　市民協働課　５名\n", "湊原市"),
        ("場所　こども館\n担当課　葛之浦市　こども部　子育て課\n", "葛之浦市"),
    ],
)
def test_the_head_names_the_town_of_a_body_whose_title_does_not(head: str, town: str | None) -> None:
    assert meeting_in(f"地域づくり会議　会議録\n{DAY}{head}{BODY}").municipality == town


@pytest.mark.parametrize(
    ("above", "below", "town"),
    [
        ("葛之浦町公式サイト\n", "", "葛之浦町"),
        ("", "\nお問い合わせ\n葛之浦市　市民部　協働課\n電話 0000-00-0000\n", "葛之浦市"),
        ("", "\nお問い合わせ\n〒000-0000 葛之浦市本町1-1\n電話 0000-00-0000\n", "葛之浦市"),
        ("", "\nCopyright 葛之浦町 All rights reserved.\n", "葛之浦町"),
        ("", "\nサイトの運営：みなも通信株式会社（大阪市）\n電話 0000-00-0000\n", None),
    ],
)
def test_the_frame_of_a_page_names_the_town(above: str, below: str, town: str | None) -> None:
    text = f"{above}子育て会議　会議録\n{DAY}場所　こども館\n{BODY}{below}"
    assert meeting_in(text).municipality == town


@pytest.mark.parametrize(
    ("more", "town"), [("参加者　区民委員１３名\n", "風見区"), ("参加者　委員１３名\n", None)]
)
def test_a_name_printed_once_is_a_ward_among_words_of_wards(more: str, town: str | None) -> None:
    text = f"第４回風見区公園づくり会議　会議要旨\n{DAY}場所　公園管理棟　集会室\n{more}{BODY}"
    assert meeting_in(text).municipality == town


def test_a_new_hall_is_of_the_town_it_is_built_for() -> None:
    text = f"新葛之浦市庁舎建設検討委員会　会議録\n{DAY}場所　葛之浦市役所\n{BODY}"
    assert meeting_in(text).municipality == "葛之浦市"


def test_a_sentence_that_tells_the_place_names_the_town() -> None:
    told = "5月21日の午後1時30分から4時まで、葛之浦市勤労会館の2階ホールで、市民会議を開きました。"
    meeting = meeting_in(f"第2回広場を考える市民会議　開催報告\n\n令和6年{told}\n\n{BODY}")
    assert (meeting.municipality, meeting.place) == ("葛之浦市", "葛之浦市勤労会館の2階ホール")
    assert (meeting.start and meeting.start.hour, meeting.end and meeting.end.hour) == (13, 16)
