"""Labels: what of them is decoration, and of which other one a label may be a misprint."""

import datetime as dt

import pytest

from meetings.importing.parser.notation.speakers import clean, nearest

from .sittings import read

KNOWN = dict.fromkeys(
    ["委員長", "加藤", "事務局", "加藤委員", "田中委員", "農政課長", "加藤会長", "副会長", "下水道課"], 3
)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("○○委員", "○○委員"),
        ("〔△△　委員〕", "△△委員"),
        ("○ ●●委員", "●●委員"),
        ("■■さん", "■■さん"),
        ("○委員", "委員"),
        ("○◎委員", "委員"),
        ("△△市民課", "市民課"),
    ],
)
def test_signs_for_a_name_are_no_decoration(printed: str, label: str) -> None:
    assert clean(printed) == label


@pytest.mark.parametrize("signs", ["○○", "●●", "△△", "□□"])
@pytest.mark.parametrize("gap", ["：", "　"])
def test_a_masked_name_opens_a_turn_of_its_own(signs: str, gap: str) -> None:
    spoken = [("会長", "始めます。"), (f"{signs}委員", "橋は渡れますか。"), ("事務局", "渡れます。")]
    text = "第2回緑野町橋梁会議　会議録\n日時　令和6年5月20日　午後2時\n場所　緑野町役場\n\n"
    text += "\n".join(f"{label}{gap}{said}" for label, said in [*spoken, *spoken])
    [meeting] = read(text).meetings
    assert [(turn.label, turn.text) for turn in meeting.turns] == [*spoken, *spoken]


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("員長委", "委員長"),
        ("委員畏", "委員長"),
        ("事務曲", "事務局"),
        ("務局", "事務局"),
        ("加藤委貝", "加藤委員"),
        ("農政課畏", "農政課長"),
        ("加藤会畏", "加藤会長"),
        ("下水課道", "下水道課"),
    ],
)
def test_a_role_with_a_letter_wrong_is_a_misprint(label: str, meant: str) -> None:
    assert nearest(label, KNOWN) == meant


@pytest.mark.parametrize(
    "label",
    ["後藤", "後藤委員", "中田委員", "中田", "後藤委貝", "農林課畏", "会", "会長", "水道課", "中田員委"],
)
def test_another_name_is_another_person(label: str) -> None:
    assert nearest(label, KNOWN) is None


PEOPLE = """第2回緑野町橋梁会議　会議録
日時　令和6年5月20日　午後2時
場所　緑野町役場
出席者　会長　若葉 薫
　　　　委員　宮田 葵（緑野商工会）
　　　　オブザーバー　宮田 葵（みのり県）
　　　　委員　沢井（旧姓 根岸） 楓

１　橋について

会長：始めます。
宮田委員：橋は渡れますか。
会長：終わります。
"""


def test_two_people_of_one_name_are_reported() -> None:
    [found] = [one for one in read(PEOPLE).problems if one.code == "same-full-name"]
    assert "「宮田葵」という名前の人が二人います" in found.message
    assert found.proposal is None


def test_a_changed_name_is_proposed_and_not_taken() -> None:
    document = read(PEOPLE)
    [found] = [one for one in document.problems if one.code == "changed-name"]
    assert found.proposal == "根岸 楓"
    assert "沢井" in document.meetings[0].attendance[-1].name


SAID = [
    ("座長", "堤の話を始めます。"),
    ("河川課長", "堤を三尺ほど高くいたします。"),
    ("沢井委員", "工事はいつからですか。"),
    ("河川課長", "雪の解ける四月からです。"),
    ("座長", "これで終わります。"),
]


@pytest.mark.parametrize(
    "layout",
    [
        "＝{}＝　{}",
        "={}= {}",
        "～{}～　{}",
        "――{}―― {}",
        "{}→{}",
        "{}⇒{}",
        "話し手：{}\n発　言：{}",
        "氏　名：{}\n要　旨：{}",
        "発言者＝{}\n発言＝{}",
        "発言者　{}\n発言内容　{}",
    ],
)
def test_a_mark_used_throughout_opens_turns(layout: str) -> None:
    head = "第2回緑野町堤防会議　会議録\n日時　令和6年5月20日　午後2時\n場所　緑野町役場\n\n"
    [meeting] = read(head + "\n".join(layout.format(*one) for one in SAID)).meetings
    assert [(turn.label, turn.text) for turn in meeting.turns] == SAID


def test_an_arrow_inside_a_sentence_opens_no_turn() -> None:
    said = [*SAID[:-1], ("座長", "区長→町長の順に回します。\n町長→知事へ送る手紙です。")]
    head = "第2回緑野町堤防会議　会議録\n日時　令和6年5月20日　午後2時\n場所　緑野町役場\n\n"
    [meeting] = read(head + "\n".join(f"【{label}】{text}" for label, text in said)).meetings
    assert [(turn.label, turn.text) for turn in meeting.turns] == said


def _papers_turns(body: str) -> list[str]:
    head = "第2回緑野町の話し合い会議　会議録\n日時　令和6年5月20日　午後2時\n場所　緑野町役場\n\n"
    [meeting] = read(head + body).meetings
    return [turn.label for turn in meeting.turns if turn.kind == "speech"]


@pytest.mark.parametrize("layout", ["［{}］{}", "◆{}　{}", "{}：{}", "（{}）　{}"])
@pytest.mark.parametrize("stranger", ["小４・Ｔ", "川向", "歯医者", "杜", "応募者Ｂ", "２班"])
def test_where_all_are_named_a_strange_word_is_a_name(layout: str, stranger: str) -> None:
    spoken = [SAID[0], SAID[1], (stranger, "土のうは足りますか。"), *SAID[1:]]
    body = "\n".join(layout.format(*one) for one in spoken)
    assert _papers_turns(body) == [label for label, _ in spoken]


def test_a_strange_place_before_a_gap_is_a_name() -> None:
    spoken = [SAID[0], SAID[1], ("川向", "土のうは足りますか。"), *SAID[1:]]
    assert "川向" in _papers_turns("\n".join("　　".join(one) for one in spoken))


@pytest.mark.parametrize("word", ["理由", "背景", "今後の予定", "資料１", "１", "堤防"])
def test_a_word_before_a_paragraph_is_nobodys_name(word: str) -> None:
    spoken = [
        *SAID[:2],
        ("河川課長", f"次のとおりです。\n（{word}）水かさが増したためです。\n雨も多い。\n川も荒れた。"),
        *SAID[2:],
    ]
    assert word not in _papers_turns("\n".join(f"（{label}）{said}" for label, said in spoken))


def test_strange_words_are_no_names_where_most_are_strange() -> None:
    words = ["水門", "土手", "橋脚", "船着場", "用水", "中州", "川岸"]
    spoken = [*SAID[:4], *((word, "傷みがあります。") for word in words), SAID[4]]
    found = _papers_turns("\n".join(f"（{label}）{said}" for label, said in spoken))
    assert not {*words} & {*found}


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        ("【{}】{}", "【会期】一日とする。"),
        ("{}：{}", "決定：原案のとおりとする。"),
        ("{}　{}", "それでは　次へ進みます。"),
    ],
)
def test_what_begins_another_sort_of_line_is_no_name(layout: str, line: str) -> None:
    body = "\n".join([*(layout.format(*one) for one in SAID), line, *(layout.format(*one) for one in SAID)])
    assert _papers_turns(body) == [label for label, _ in [*SAID, *SAID]]


def test_who_is_called_upon_is_no_part_of_the_label() -> None:
    spoken = [
        "○議長（桐山和夫）　ただいまから会議を開きます。",
        "○議長（桐山和夫）　笹野副村長",
        "〔副村長　笹野正太郎登壇〕",
        "○副村長（笹野正）　補正予算についてご説明します。",
        "○議長（桐山和夫）　これで散会します。",
    ]
    meetings = read("杉原村議会会議録\n令和4年6月7日（火）\n\n" + "\n".join(spoken)).meetings
    turns = [turn for turn in meetings[0].turns if turn.kind == "speech"]
    assert [(turn.label, turn.text) for turn in turns[1:3]] == [
        ("議長（桐山和夫）", "笹野副村長"),
        ("副村長（笹野正）", "補正予算についてご説明します。"),
    ]


@pytest.mark.parametrize("mark", ["…", "／", "．", "－"])
def test_a_place_that_speaks_once_is_known_among_speakers(mark: str) -> None:
    spoken = [
        ("会長", "駐車場の係が足りない。"),
        ("西の浜地区", "前半と後半に分けてはどうか。"),
        ("会計", "弁当の数も知らせてほしい。"),
        ("福祉課", "申請の用紙を配る。"),
        ("宮前地区", "古い電柱が傾いている。"),
        ("会長", "これで閉会する。"),
    ]
    text = "緑野町自治会連合会　定例会　記録\n日時　令和6年6月14日　午後7時\n場所　緑野町集会所\n\n協議\n"
    [meeting] = read(text + "\n".join(mark.join(one) for one in spoken)).meetings
    assert [(turn.label, turn.text) for turn in meeting.turns] == spoken


def test_a_sentence_that_stops_for_a_moment_opens_no_turn() -> None:
    spoken = ["会長…始めます。", "委員…賛成です。", "会長…費用はどうですか。", "事務局…百万円です。"]
    more = "例年…と比べて多いです。\n次の年は未定です。\n今年…の分です。\n分かりません。"
    [meeting] = read("緑野町橋梁会議　会議録\n日時　令和6年5月20日\n\n" + "\n".join([*spoken, more])).meetings
    assert [turn.label for turn in meeting.turns] == ["会長", "委員", "会長", "事務局"]


@pytest.mark.parametrize("bracket", ["【{}】", "＜{}＞"])
@pytest.mark.parametrize("name", ["第{}グループ", "{}班"])
def test_groups_over_points_alone_are_headings(bracket: str, name: str) -> None:
    text = "第2回緑野町広場づくりワークショップ　開催報告\n公開日 2024年06月10日\n\n"
    text += "令和6年5月20日の午後1時30分から4時まで、緑野町民会館の2階ホールで、集まりを開きました。\n\n"
    for number in "１２３":
        text += (
            bracket.format(name.format(number)) + "\n・屋根のある場所がほしい。\n・歩道の段差が気になる。\n"
        )
    [meeting] = read(text).meetings
    assert [turn for turn in meeting.turns if turn.kind == "speech"] == []
    assert meeting.date == dt.date(2024, 5, 20)
    with_chair = text + "\n【進行役】\n次回は7月です。\n【進行役】\n終わります。\n"
    [meeting] = read(with_chair).meetings
    assert "進行役" in {turn.label for turn in meeting.turns}
