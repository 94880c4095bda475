"""Layouts of town pages in full, each a small invented sitting: its turns, its outline and its facts."""

from dataclasses import dataclass, field

import pytest

from meetings.importing.parsed import ParsedMeeting

from .accounting import MARKS, left_out_of_turns, unaccounted
from .sittings import read, speeches


@dataclass(frozen=True, slots=True)
class Sitting:
    """A text, the labels of its turns in order, and facts that must be read."""

    text: str
    labels: str
    facts: dict[str, object] = field(default_factory=dict)
    name: str = "kaigiroku.txt"


WRAPPED = (
    "○会長　本市の公共交通は、利用者の減少と運転手の不足により、路線の維持が年々難しくなっております。",
    "○事務局　資料１をご覧ください。来年度から五年の間に取り組むことを、三つの柱に分けてまとめております。",
    "○山根委員　本数を減らすのではなく、乗る人を増やすという考えを計画のはじめに書いてほしいと思います。",
    "○会長　では終わります。",
)


def wrapped(text: str, columns: int = 35) -> str:
    return "\n".join(text[at : at + columns] for at in range(0, len(text), columns))


SITTINGS = {
    "a web table of speakers and speeches": Sitting(
        """<html><body><h1>令和6年度第1回あじさい市緑化推進協議会 会議録</h1>
<p><a href="/">トップ</a> &gt; <a href="/shisei">市政</a> &gt; 緑化推進協議会</p>
<table><tr><th>日時</th><td>令和6年7月3日（水）午前10時から11時30分</td></tr>
<tr><th>議題</th><td>1 街路樹について<br>2 その他</td></tr>
<tr><th>配付資料</th><td>資料1 街路樹の現況</td></tr></table>
<h3>1 街路樹について</h3><p>事務局から資料1により説明があった。</p>
<table><tr><th>発言者</th><th>発言内容</th></tr><tr><td>会長</td><td>質問はありますか。</td></tr>
<tr><td>岸委員</td><td>本数は何本ですか。</td></tr>
<tr><td>事務局</td><td>3,200本です。<br>うち桜が600本です。</td></tr>
<tr><td>会長</td><td>ほかになければ終わります。</td></tr></table>
<hr><p>【お問い合わせ】あじさい市 公園課<br>電話 0000-00-0000</p></body></html>""",
        "会長 岸委員 事務局 会長",
        {"materials": ["街路樹の現況"], "items": ["街路樹について", "その他"], "of_turns": {0}},
        "kaigiroku.html",
    ),
    "questions with an arrow to the answer": Sitting(
        """第2回すみれ町公共施設検討会 会議要旨
日時 令和6年8月1日（木） 14:00～15:20
議題 (1)施設の再編について

(1)施設の再編について
（質問）公民館はなくなるのか。
→（回答）統合を検討しているが、決まっていない。
（質問）跡地はどう使うのか。
→（回答）今後、地元と相談する。
""",
        "質問 回答 質問 回答",
        {"of_turns": {0}, "start": "14:00", "end": "15:20"},
    ),
    "a double circle for the chair, with 君": Sitting(
        """令和6年第2回つばき村議会定例会会議録
令和6年6月12日（水）
午前10時00分開議
◎議長（川添 正君）　ただいまから本日の会議を開きます。
○3番（松井 恵君）　村道の補修について伺います。
○建設課長（古谷 学君）　来月着工します。
◎議長（川添 正君）　以上で質問を終わります。
""",
        "議長（川添正君） 3番（松井恵君） 建設課長（古谷学君） 議長（川添正君）",
        {"start": "10:00", "body": "つばき村議会"},
    ),
    "tabs": Sitting(
        """第5回さざなみ市景観審議会議事録
開催日時\t令和5年11月9日（木）13時30分～15時
出席委員\t小倉会長、早川委員、三浦委員
議題\t1 屋外広告物について

会長\t定刻になりましたので始めます。
事務局\t資料1をご説明します。
早川委員\t基準の高さは何メートルですか。
事務局\t10メートルです。
""",
        "会長 事務局 早川委員 事務局",
        {"roster": ["小倉", "早川", "三浦"]},
    ),
    "angle brackets around standings": Sitting(
        """まちの防災を考える会 第1回 記録
日時：2024年2月3日（土）10:00～12:00
場所：ひいらぎ町中央公民館
＜司会＞
今日はお集まりいただきありがとうございます。
＜委員＞
避難所まで歩いて40分かかります。
＜防災課＞
近くの集会所を使えるよう調整しています。
＜司会＞
では次回に続けます。
""",
        "司会 委員 防災課 司会",
        {"place": "ひいらぎ町中央公民館"},
    ),
    "turns counted through the sitting": Sitting(
        """第3回かえで市図書館協議会会議録
日時　令和6年10月2日（水曜日）午後2時から午後3時
議題　1　蔵書計画について

1　蔵書計画について

(1) 会長：それでは始めます。
(2) 館長：資料1で説明します。
(3) 中島委員：児童書の割合はどれくらいですか。
(4) 館長：3割です。
""",
        "会長 館長 中島委員 館長",
        {"items": ["蔵書計画について"], "of_turns": {0}},
    ),
    "list bullets with names": Sitting(
        """令和6年度　第1回もみじ市学校運営協議会　議事録
1 日時　令和6年5月8日（水）15:30～16:30
2 出席者　神田委員、柴田委員、校長、教頭
3 内容
・校長　本年度の経営方針を説明します。
・神田委員　部活動の地域移行はどうなりますか。
・教頭　来年度から休日のみ移行します。
・柴田委員　指導者は足りますか。
""",
        "校長 神田委員 教頭 柴田委員",
        {"roster": ["神田", "柴田"]},
    ),
    "a table of two columns turned to pipes": Sitting(
        """| 会議名 | 第4回ゆり市下水道審議会 |
| 日時 | 令和6年1月15日（月）10時～11時45分 |
| 出席者 | 会長 島田 健、委員 石塚 麻里、野口 進 |
| 議題 | 1 使用料の改定について |
| 発言者 | 発言の内容 |
| 島田会長 | 会議を始めます。 |
| 事務局 | 資料に沿って説明します。 |
| 石塚委員 | 改定の時期はいつですか。 |
| 事務局 | 令和7年4月の予定です。 |
""",
        "島田会長 事務局 石塚委員 事務局",
        {"items": ["使用料の改定について"], "roster": ["島田 健", "石塚 麻里", "野口 進"]},
    ),
    "lines broken at 35 columns": Sitting(
        "令和６年度第１回はまなす市地域交通会議　議事録\n\n"
        "日　時　令和６年６月２０日（木）午後２時～午後３時３０分\n"
        "議　題　（１）交通計画について\n\n" + "\n".join(wrapped(turn) for turn in WRAPPED) + "\n",
        "会長 事務局 山根委員 会長",
        {"texts": [turn.split("　", 1)[1] for turn in WRAPPED]},
    ),
    "all digits and letters wide": Sitting(
        """第１２回すずらん市環境審議会会議録
日時：２０２３年１２月５日（火）１３：３０～１５：００
議題：１．環境基本計画について　２．その他
出席者：委員８名　事務局３名　傍聴者２名

１．環境基本計画について
会長：開会します。
Ａ委員：目標の数値は妥当ですか。
事務局：国の目標にあわせました。
２．その他
事務局：次回は２月です。
""",
        "会長 Ａ委員 事務局 事務局",
        {"items": ["環境基本計画について", "その他"], "start": "13:30", "observers": 2},
    ),
    "dates and numbers in kanji": Sitting(
        """第七回ぼたん町史編さん委員会会議録
一　日時　平成三十年九月二十五日（火曜日）午後一時三十分から三時まで
二　出席者　黒田委員長、立花委員、須藤委員
三　議題
　（一）執筆要領について
　（二）その他
四　議事の内容
（委員長）　ただいまから開会いたします。
（立花委員）　執筆要領の案を読みました。字数が足りないと思います。
（事務局）　一章を二万字といたします。
（委員長）　閉会いたします。
""",
        "委員長 立花委員 事務局 委員長",
        {"items": ["執筆要領について", "その他"], "start": "13:30", "end": "15:00"},
    ),
    "a sitting over two days": Sitting(
        """つくし市指定管理者選定委員会　会議録
日時　令和6年9月10日（火）午前9時30分～午後4時
　　　令和6年9月11日（水）午前9時30分～正午
議題
1　候補者の面接について
2　候補者の選定について

1　候補者の面接について（9月10日）
【委員長】これから面接を行います。
【細井委員】運営の経験をお聞かせください。
2　候補者の選定について（9月11日）
【委員長】採点の結果を報告します。
【片山委員】1位の候補者に賛成です。
（審議結果）1位の団体を候補者に選定
""",
        "委員長 細井委員 委員長 片山委員",
        {
            "items": ["候補者の面接について", "候補者の選定について"],
            "outcomes": [None, "1位の団体を候補者に選定"],
            "of_turns": {0, 1},
        },
    ),
    "labels after the speech": Sitting(
        """第1回あやめ町公園懇談会会議録
日時　令和6年4月11日（木）午前10時から正午まで
議題　公園の遊具について

本日はお忙しい中お集まりいただき、ありがとうございます。（会長）

遊具の点検の結果を資料1で説明します。三つの公園で交換が必要です。（事務局）

費用はいくらかかりますか。（村瀬委員）

近くの保育園の子どもも使います。
できるだけ早く直してください。（柳委員）
""",
        "会長 事務局 村瀬委員 柳委員",
        {"end": "12:00"},
    ),
    "labels between dashes": Sitting(
        """第2回なずな市子ども会議　会議録
日時　令和6年8月20日（火）　10時～11時
場所　なずな市役所　会議室
－会長－
これから始めます。
－滝委員－
遊び場が足りないと思います。
－事務局－
来年度に2か所増やします。
""",
        "会長 滝委員 事務局",
        {"place": "なずな市役所　会議室"},
    ),
    "pairs of speaker and speech": Sitting(
        """第1回こぶし市人権審議会会議録
日時　令和6年2月14日（水）14時～15時
出席者　会長　杉原 実、委員　上村 光
発言者：会長
発言内容：ただいまから開会します。
発言者：上村委員
発言内容：調査の対象は何人ですか。
発言者：事務局
発言内容：2,000人です。
回収率は48パーセントでした。
""",
        "会長 上村委員 事務局",
        {"roster": ["杉原 実", "上村 光"]},
    ),
    "surnames before a wide space, on no list": Sitting(
        """第1回くぬぎ市読書推進会議　記録
日時　令和6年2月14日（水）14時～15時
場所　くぬぎ市立図書館
大森　それでは始めます。よろしくお願いします。
宮内　資料の数字は昨年度のものですか。
大森　はい、昨年度の数字です。
江川　小学校の貸出しが増えていますね。
宮内　朝の読書の時間が効いていると思います。
大森　ではこのくらいにします。
""",
        "大森 宮内 大森 江川 宮内 大森",
    ),
}


def facts_of(meeting: ParsedMeeting) -> dict[str, object]:
    printed = meeting.as_json()
    return {
        "start": printed["start"],
        "end": printed["end"],
        "place": meeting.place,
        "body": meeting.body,
        "observers": meeting.observers,
        "materials": printed["materials"],
        "items": [item.title for item in meeting.outline],
        "outcomes": [item.outcome for item in meeting.outline],
        "roster": [row.name for row in meeting.attendance if row.name],
        "of_turns": {turn.item for turn in meeting.turns},
        "texts": [turn.text for turn in speeches(meeting)],
    }


@pytest.mark.parametrize("sitting", SITTINGS.values(), ids=SITTINGS.keys())
def test_a_page_of_that_layout_is_read(sitting: Sitting) -> None:
    document = read(sitting.text, sitting.name)
    (meeting,) = document.meetings
    assert [turn.label for turn in speeches(meeting)] == sitting.labels.split()
    found = facts_of(meeting)
    assert {name: found[name] for name in sitting.facts} == sitting.facts
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS | set("→")
