"""The facts of the head: when, where, who, what about."""

import datetime as dt

import pytest

from meetings.importing.parser.notation.fields import field_at
from meetings.importing.parser.notation.names import body_of, is_place, is_title

from .sittings import HEAD, meeting_in, printed, read

BODY = (
    "会議録\n（会長）始めます。\n（事務局）資料を説明します。\n（委員）分かりました。\n（会長）終わります。\n"
)


def test_the_facts_of_a_plain_head_are_read() -> None:
    meeting = meeting_in(printed(lambda label, spoken: f"○{label}　{spoken}"))
    assert meeting.title == "第3回つつじ野市環境審議会 会議録"
    assert meeting.body == "つつじ野市環境審議会"
    assert meeting.municipality == "つつじ野市"
    assert meeting.number == 3
    assert (meeting.date, meeting.start, meeting.end) == (dt.date(2024, 5, 20), dt.time(14), dt.time(15, 30))
    assert meeting.place == "つつじ野市役所3階 大会議室"
    assert meeting.observers == 2
    assert [(item.number, item.title) for item in meeting.outline] == [
        ("1", "環境基本計画について"),
        ("2", "その他"),
    ]
    assert all(turn.item == 0 for turn in meeting.turns)


@pytest.mark.parametrize(
    "head",
    [
        "開催日時\n\n令和6年5月20日（月曜日） 14時～15時30分\n\n開催場所\n\n市民会館 第1会議室\n\n",
        "1 日 時 令和6年5月20日(月) 午後2時~3時30分\n2 場 所 市民会館 第1会議室\n",
        "○開催日時　令和６年５月２０日　１４：００～１５：３０\n○会　場　市民会館 第1会議室\n",
        "日時：R6.5.20（月）14:00-15:30\n会場：市民会館 第1会議室\n",
        "【日時】2024/05/20 14:00～15:30\n【場所】市民会館 第1会議室\n",
        "1\n日時\n令 和 6 年 5 月 20 日 ( 月 ) 午 後 2 時 ~ 3 時 30 分\n2\n場 所\n市民会館 第1会議室\n",
        "1 日時 |\n令和六年五月二十日月曜日 午後二時から午後三時三十分 |\n2 場所 |\n市民会館 第1会議室 |\n",
        "開催年月日\n開催場所\n開会\n閉会\n令和6年5月20日\n市民会館 第1会議室\n午後2時00分\n午後3時30分\n",
        "令和6年5月20日（月曜日）\n市民会館 第1会議室\n午後2時開会\n午後3時30分閉会\n",
        "開会　令和6年5月20日（月）午後2時\n閉会　同日　午後3時30分\n会場　市民会館 第1会議室\n",
        "日時 令和6年5月\n20日（月）\n14:00～\n15:30\n場所 市民会館 第1会議室\n",
        "日時\t令和6年5月20日\n14時～15時30分\t場所\t市民会館 第1会議室\n",
    ],
)
def test_date_times_and_place_are_read_however_they_are_printed(head: str) -> None:
    meeting = meeting_in("環境審議会会議録\n\n" + head + BODY)
    assert (meeting.date, meeting.start, meeting.end) == (dt.date(2024, 5, 20), dt.time(14), dt.time(15, 30))
    assert meeting.place == "市民会館 第1会議室"


@pytest.mark.parametrize("group", ["(傍聴者)\n0名", "【傍聴】　0人", "傍聴人 なし"])
def test_listeners_are_counted_among_those_present(group: str) -> None:
    people = f"出席者\n(委員)\n東野 一夫\n{group}\n会議内容\n（会長）始めます。\n（会長）終わります。\n"
    assert meeting_in(f"すすき市緑化会議 会議録\n日時 令和6年5月20日\n{people}").observers == 0


def test_what_the_text_does_not_say_is_none() -> None:
    meeting = meeting_in("会議録\n" + BODY)
    facts = (meeting.title, meeting.body, meeting.municipality, meeting.date, meeting.start, meeting.place)
    assert facts == (None, None, None, None, None, None)
    assert meeting.observers is None


def test_the_day_of_publication_is_not_the_day_of_the_meeting() -> None:
    text = (
        "更新日:令和7年1月10日\n環境審議会会議録\n公開日 2025年1月9日\n日時 令和6年5月20日\n場所 役場\n"
        + BODY
    )
    assert meeting_in(text).date == dt.date(2024, 5, 20)


@pytest.mark.parametrize(
    ("field", "openness", "reason"),
    [
        ("公開の可否　公開", "公開", None),
        ("公開の可否　公開（傍聴者　なし）", "公開", None),
        ("公開の可否\t公開\t非公開の理由", "公開", None),
        (
            "公開・非公開の別　非公開（条例第7条第3号に該当するため）",
            "非公開",
            "条例第7条第3号に該当するため",
        ),
        (
            "会議の公開：一部非公開（理由：個人の情報（氏名）を含むため）",
            "一部非公開",
            "個人の情報（氏名）を含むため",
        ),
        ("公開の可否：非公開\n非公開の理由：入札の前のため", "非公開", "入札の前のため"),
    ],
)
def test_the_reason_is_apart_from_what_was_closed(field: str, openness: str, reason: str | None) -> None:
    meeting = meeting_in(f"環境審議会会議録\n日時 令和6年5月20日\n{field}\n{BODY}")
    assert (meeting.openness, meeting.openness_reason) == (openness, reason)


@pytest.mark.parametrize("mark", ["■{}　{}", "【{}】{}", "{}：{}"])
def test_an_unknown_field_is_known_by_the_marks_of_the_others(mark: str) -> None:
    fields = [("日時", "令和6年5月20日"), ("場所", "市役所"), ("傍聴者", "なし"), ("清書", "総務課　大平")]
    head = "\n".join(mark.format(*field) for field in fields)
    header = meeting_in(f"環境審議会会議録\n{head}\n{BODY}").header
    assert [(one.name, one.text) for one in header if one.name][:4] == fields


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("令和6年度第4回課長会議の概要", "課長会議"),
        ("第2回青葉市子育て会議会議録", "青葉市子育て会議"),
        ("青葉市まちづくり推進会議録", "青葉市まちづくり推進会議"),
        ("青葉市農業委員会会議結果", "青葉市農業委員会"),
        ("環境審議会第3回会議録", "環境審議会"),
        ("第3回青葉市食育推進会議　会議の結果", "青葉市食育推進会議"),
    ],
)
def test_the_name_of_a_body_leaves_out_the_word_for_record(title: str, body: str) -> None:
    assert meeting_in(f"{title}\n日時 令和6年5月20日\n{BODY}").body == body


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("場所 つゆくさ市中央公民館", "つゆくさ市"),
        ("場所 桜町公民館", None),
        ("出席者 町長、副町長", None),
    ],
)
def test_a_place_names_the_town_only_where_it_names_a_city(text: str, town: str | None) -> None:
    assert meeting_in(f"環境審議会会議録\n日時 令和6年5月20日\n{text}\n{BODY}").municipality == town


def test_hints_of_the_caller_override_the_text() -> None:
    meeting = meeting_in(HEAD + BODY, body="環境部会", municipality="八ツ谷市")
    assert (meeting.body, meeting.municipality) == ("環境部会", "八ツ谷市")


def test_a_name_cannot_make_a_body_of_many_towns_one_towns() -> None:
    text = "全国市町村環境担当課長会 役員会 会議録\n日時 令和6年5月20日\n場所 高松市役所\n" + BODY
    assert meeting_in(text).municipality is None


def test_labels_in_the_list_of_those_present_open_no_turn() -> None:
    text = "環境審議会会議録\n日時 令和6年5月20日\n出席者\n【会長】\n　佐藤 一郎\n"
    text += "【委員】\n・田中 次郎\n【事務局】\n・山本\n"
    text += "議事内容\n【田中委員】数字の根拠は何か。\n【事務局】国の指針です。\n【会長】終わります。\n"
    assert [turn.label for turn in meeting_in(text).turns] == ["田中委員", "事務局", "会長"]


def test_a_programme_gives_agenda_opening_and_closing() -> None:
    text = "環境審議会会議録\n日時 令和6年5月20日\n会議次第\n1.開会\n2.会長あいさつ\n"
    text += "3.議題\n(1)計画について\n(2)ごみの減量について\n4.閉会\n"
    meeting = meeting_in(text + BODY)
    assert [item["title"] for item in meeting.as_json()["agenda"]] == ["計画について", "ごみの減量について"]
    assert [item.kind for item in meeting.outline] == ["opening", "greeting", "item", "item", "closing"]


def test_materials_keep_number_and_title_apart() -> None:
    text = (
        "環境審議会会議録\n日時 令和6年5月20日\n配付資料\n資料1 進捗一覧 [50KB pdfファイル]\n資料2 計画の案\n"
        + BODY
    )
    assert [(one.number, one.title) for one in meeting_in(text).materials] == [
        ("資料1", "進捗一覧"),
        ("資料2", "計画の案"),
    ]


def test_a_report_of_several_sittings_gives_each_of_them() -> None:
    block = "（{n}）第{n}回\n日 時：令和6年{n}月10日 10：00～11：00\n場 所：市民会館\n"
    block += "出席者：役員5名\n議 題：計画について\n\n"
    text = "令和6年度の活動\n\n役員会（年3回）\n\n" + "".join(block.format(n=n) for n in (1, 2, 3))
    document = read(text)
    assert [one.date for one in document.meetings] == [dt.date(2024, n, 10) for n in (1, 2, 3)]
    assert [one.number for one in document.meetings] == [1, 2, 3]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("令和6年度 ひなげし県市町村情報担当課長会 役員会 会議要旨", "ひなげし県市町村情報担当課長会"),
        ("ひなげし県市町村情報担当課長会 情報交換会議 会議録", "ひなげし県市町村情報担当課長会"),
        ("第3回ひなげし市まちづくり協議会　専門部会　会議録", "ひなげし市まちづくり協議会 専門部会"),
        ("ひなげし市役員会　会議録", "ひなげし市役員会"),
    ],
)
def test_an_associations_sittings_stand_under_the_association(title: str, body: str) -> None:
    assert meeting_in(f"{title}\n日時　令和6年5月20日\n場所　市役所\n{BODY}").body == body


@pytest.mark.parametrize("turns", [1, 12])
def test_one_word_alone_makes_no_unlisted_town(turns: int) -> None:
    spoken = "（会長）始めます。\n（委員）賛成です。\n" * turns
    head = "第1回緑野町図書館協議会会議録\n\n日時　令和6年4月12日\n\n議題\n1 開館時間について\n\n"
    meeting = meeting_in(head + "会議の内容\n\n" + spoken)
    assert (meeting.body, meeting.municipality) == ("緑野町図書館協議会", None)


def test_a_whole_field_name_is_not_joined_to_its_value() -> None:
    """資料 over 一覧 is a field and its value, though 資料一覧 is a field's name too."""
    meeting = meeting_in(
        printed(lambda label, spoken: f"{label}\n{spoken}\n").replace(
            "傍聴者　2名", "資料\n一覧　別紙のとおり"
        )
    )
    assert ("資料", "一覧　別紙のとおり") in [(field.name, field.text) for field in meeting.header]


@pytest.mark.parametrize(
    "head",
    [
        "日　令和６年５月２０日（月）\n時　１４時～１５時３０分\n所　緑野集会所\n",
        "日：令和6年5月20日\n時：14時から15時30分まで\n場：緑野集会所\n",
        "とき＝令和6年5月20日　14時～15時30分\nところ＝緑野集会所\n",
        "日時→令和6年5月20日　14時～15時30分\n場所→緑野集会所\n",
        "日にち　令和6年5月20日\n時間　14時～15時30分\n開いた所　緑野集会所\n",
    ],
)
def test_short_names_and_other_marks_give_the_facts(head: str) -> None:
    meeting = meeting_in("環境審議会会議録\n\n" + head + BODY)
    assert meeting.title == "環境審議会会議録"
    assert (meeting.date, meeting.start, meeting.end) == (dt.date(2024, 5, 20), dt.time(14), dt.time(15, 30))
    assert meeting.place == "緑野集会所"


@pytest.mark.parametrize("text", ["所　長　大平", "日　本　一の堤", "場　面", "所　会", "処　分　行政庁"])
def test_a_letter_before_other_words_is_no_field(text: str) -> None:
    assert field_at(text) is None


@pytest.mark.parametrize(
    ("title", "body", "town"),
    [
        ("第３回みどりの村庁議　会議録", "みどりの村庁議", "みどりの村"),
        ("みどりの町部課長会　記録", "みどりの町部課長会", "みどりの町"),
        ("つゆくさ市議会　土木委員会の審査概要", "つゆくさ市議会 土木委員会", "つゆくさ市"),
        ("つゆくさ市自治会連合会　六月の会合の記録", "つゆくさ市自治会連合会", "つゆくさ市"),
        ("つゆくさ市川向団地自治会　議事録", "つゆくさ市川向団地自治会", "つゆくさ市"),
        ("つゆくさ市連合自治会　議事録", "つゆくさ市連合自治会", "つゆくさ市"),
        ("令和６年度つゆくさ市青少年問題協議会　会議録", "つゆくさ市青少年問題協議会", "つゆくさ市"),
        ("つゆくさ市堤防の工事に関する説明会　会議録", "つゆくさ市堤防の工事に関する説明会", "つゆくさ市"),
        ("港の見本市実行委員会　議事録", "港の見本市実行委員会", None),
        ("中学校区防災会議　議事録", "中学校区防災会議", None),
        ("みどりの町川向自治会　議事録", "みどりの町川向自治会", None),
        ("観光朝市自治会　議事録", "観光朝市自治会", None),
        ("広域自治体連合会　議事録", "広域自治体連合会", None),
    ],
)
def test_a_title_names_body_and_town(title: str, body: str, town: str | None) -> None:
    meeting = meeting_in(f"{title}\n日時　令和6年5月20日\n{BODY}")
    assert (meeting.title, meeting.body, meeting.municipality) == (title, body, town)


@pytest.mark.parametrize(
    ("line", "handouts"),
    [
        ("資料　諮問書、料金の案", ["諮問書", "料金の案"]),
        ("配ったもの＝去年のまとめ、川の地図", ["去年のまとめ", "川の地図"]),
        ("資料｜資料１　堤の図　資料２　費用の一覧", ["堤の図", "費用の一覧"]),
        ("資料　資料１　堤の図　参考資料　資料の一覧", ["堤の図　参考資料　資料の一覧"]),
        ("資料\n・ 資料１　堤の図\n・ 資料２　費用の一覧", ["堤の図", "費用の一覧"]),
        ("資料　堤の現状、今後の費用について", ["堤の現状、今後の費用について"]),
    ],
)
def test_handouts_beside_each_other_are_each_one(line: str, handouts: list[str]) -> None:
    meeting = meeting_in(f"環境審議会会議録\n日時　令和6年5月20日\n{line}\n{BODY}")
    assert [one.title for one in meeting.materials] == handouts


@pytest.mark.parametrize(
    "where", ["緑野公民館において", "緑野公民館の二階和室において", "緑野小学校の広間にて", "緑野公民館で"]
)
def test_a_sentence_tells_the_place(where: str) -> None:
    text = f"環境審議会会議録\n\n令和6年5月20日午後2時から午後3時まで、{where}、審議会を開いた。\n{BODY}"
    assert meeting_in(text).place == where.removesuffix("において").removesuffix("にて").removesuffix("で")


@pytest.mark.parametrize("printed", ["もみじ台センター北棟12Fサロン1", "もみじ台センター3階サロン"])
def test_a_floor_makes_a_line_a_place(printed: str) -> None:
    assert is_place(printed)
    assert not is_place("F12型車両の更新")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("会議要旨（こはる市景観審議会　第４回）", "こはる市景観審議会"),
        ("令和五年こはる市議会十二月定例会会議録　第二日", "こはる市議会"),
        ("第2回　こはる市こども会議　きろく", "こはる市こども会議"),
        ("こはる市立病院　倫理委員会　第３回議事要録", "こはる市立病院 倫理委員会"),
        ("市長とまちかどトーク（南地区）会議録", "市長とまちかどトーク"),
        ("こはる市総合教育会議を開催しました", "こはる市総合教育会議"),
        ("令和５年度こはる市青葉一丁目自治会定期総会　議事録", "こはる市青葉一丁目自治会"),
        ("第3回こはる市民会議の開催結果について", "こはる市民会議"),
        ("令和2年度こはる市地域公共交通会議書面協議結果", "こはる市地域公共交通会議"),
        ("こはる市都市計画審議会（第45回）の審議内容", "こはる市都市計画審議会"),
        ("こはる市スポーツ推進審議会 議事録 令和4年7月7日開催", "こはる市スポーツ推進審議会"),
        ("こはる市景観審議会 第3回 議事録 確定版", "こはる市景観審議会"),
        ("こはる市入札監視委員会定例会議議事概要", "こはる市入札監視委員会"),
    ],
)
def test_the_body_is_what_a_title_says_beside_its_sitting(title: str, body: str) -> None:
    assert is_title(title)
    assert body_of(title) == body


@pytest.mark.parametrize(
    "said",
    ["テントは区役所から借りる。", "鍵の管理について区長さんと相談する。", "費用として市役所が半分を出す。"],
)
def test_a_phrase_before_the_word_for_an_office_is_no_town(said: str) -> None:
    head = "第1回みどり台まちづくり協議会\n日時　令和6年5月20日\n場所　集会所\n会議の内容\n"
    text = f"{head}（会長）始めます。\n（委員）{said}\n"
    assert meeting_in(text).municipality is None


def test_the_town_that_a_title_begins_with_is_the_town() -> None:
    head = "碧ヶ浦町　令和5年度　町長と語る会　会議録\n日時　令和5年11月17日\n場所　集会所\n"
    text = f"{head}（会長）始めます。\n（委員）分かりました。\n"
    assert meeting_in(text).municipality == "碧ヶ浦町"


def test_spaced_words_for_the_record_are_no_part_of_the_body() -> None:
    text = f"杉ノ原町国民健康保険運営協議会　議　事　録\n日時　令和6年5月20日\n場所　町役場\n{BODY}"
    assert meeting_in(text).body == "杉ノ原町国民健康保険運営協議会"


def test_bills_that_differ_by_number_alone_are_two() -> None:
    text = (
        "ひばり野町情報公開審査会会議概要\n日時　令和6年5月20日\n場所　町役場\n会議の内容\n"
        "２　諮問第８７号に係る審議\n委員：義務はなかったのか。\n処分庁：要綱では任意です。\n"
        "３　諮問第８８号に係る審議\n委員：次に進みます。\n処分庁：はい、そうします。\n"
    )
    titles = [item.title for item in meeting_in(text).outline]
    assert titles == ["諮問第８７号に係る審議", "諮問第８８号に係る審議"]


@pytest.mark.parametrize("name", ["出 席 者：", "出　席　者　　", "欠席者："])
def test_people_below_the_place_are_a_field_of_their_own(name: str) -> None:
    people = f"{name}村長、副村長、教育長、総務課長、住民課長"
    text = "令和５年度　第３回　庁議　会議結果\n\n日　　時：令和５年９月４日（月）　９時～１０時\n"
    text += f"場　　所：灯ヶ原村役場　庁議室\n{people}\n\n付議事項\n"
    meeting = meeting_in(f"{text}１　会館の利用について（総務課）\n【結果】\n　原案のとおり決定した。\n")
    assert meeting.place == "灯ヶ原村役場　庁議室"
    assert [row.role for row in meeting.attendance][:2] == ["村長", "副村長"]


def test_a_council_in_writing_is_a_record_unlike_a_call() -> None:
    text = "{title}\n\n１　開催期間　　令和６年５月２０日から６月３日まで\n"
    text += "２　開催方法　　書面により開催した。\n３　議題\n　（１）道路の愛称について\n"
    text += "４　審議の結果\n　（１）道路の愛称について\n　　賛成８名により承認された。\n"
    held = read(text.format(title="灯ヶ原市愛称選定審議会（書面開催）の結果について"))
    assert (held.outcome, held.meetings[0].date) == ("minutes", dt.date(2024, 5, 20))
    called = "道路の愛称の募集について\n\n道路の愛称を募集します。応募の方法は次のとおりです。\n"
    assert read(called + "期間　令和６年５月２０日から\n").outcome == "not_minutes"
