"""What can be typed, and what it means: text, tree, and the echo that shows the reader how it was read."""

import re

import pytest

from meetings.search.query import And, Field, Near, Node, Not, Or, Word, in_words, parse
from meetings.search.query.lexer import FIELDS, LABELS


def both(*nodes: Node | str) -> And:
    return And(tuple(Word(node) if isinstance(node, str) else node for node in nodes))


def either(*nodes: Node | str) -> Or:
    return Or(tuple(Word(node) if isinstance(node, str) else node for node in nodes))


def no(node: Node | str) -> Not:
    return Not(Word(node) if isinstance(node, str) else node)


def exact(text: str) -> Word:
    return Word(text, exact=True)


def near(first: Word | Or, second: Word | Or, distance: int = 30) -> Near:
    return Near(first, second, distance)


BOTH = "給食 と 無償化 の両方を含む"
EITHER = "給食 か 弁当 のどちらかを含む"
SPEAKER = Field("speaker", "金沢市")

EXAMPLES: list[tuple[str, Node, str]] = [
    # Words
    ("給食", Word("給食"), "給食 を含む"),
    ("給食 無償化", both("給食", "無償化"), BOTH),
    ("　給食　無償化　", both("給食", "無償化"), BOTH),
    ("給食\t無償化\n", both("給食", "無償化"), BOTH),
    ("a b c", both("a", "b", "c"), "a と b と c のすべてを含む"),
    ("給食 給食", Word("給食"), "給食 を含む"),
    ("給食、無償化。", both("給食", "無償化"), BOTH),
    ("給食，無償化．", both("給食", "無償化"), BOTH),
    ("給食,無償化", both("給食", "無償化"), BOTH),
    ("給食｡無償化､", both("給食", "無償化"), BOTH),
    ("給食の無償化は？", Word("給食の無償化は"), "給食の無償化は を含む"),
    ("１，０００円", Word("１，０００円"), "１，０００円 を含む"),
    ("1,000円", Word("1,000円"), "1,000円 を含む"),
    (
        "スクール・ソーシャルワーカー",
        Word("スクール・ソーシャルワーカー"),
        "スクール・ソーシャルワーカー を含む",
    ),
    ("go.jp", Word("go.jp"), "go.jp を含む"),
    ("foo:bar", Word("foo:bar"), "foo:bar を含む"),
    ("https://example.jp/", Word("https://example.jp/"), "https://example.jp/ を含む"),
    ("10:30", Word("10:30"), "10:30 を含む"),
    # Signs that put two words side by side, and pictures
    ("給食/無償化", both("給食", "無償化"), BOTH),
    ("給食＋無償化", both("給食", "無償化"), BOTH),
    ("給食-無償化", both("給食", "無償化"), BOTH),
    ("給食＆無償化", both("給食", "無償化"), BOTH),
    ("給食🍚無償化❗", both("給食", "無償化"), BOTH),
    ("🏚️給食", Word("給食"), "給食 を含む"),
    ("A案-B案", both("A案", "B案"), "A案 と B案 の両方を含む"),
    ("IC‐タグ", both("IC", "タグ"), "IC と タグ の両方を含む"),
    ("サ－ビス", Word("サ－ビス"), "サ－ビス を含む"),
    ("Wi-Fi", Word("Wi-Fi"), "Wi-Fi を含む"),
    ("COVID-19/AI", Word("COVID-19/AI"), "COVID-19/AI を含む"),
    ("資料1-2", Word("資料1-2"), "資料1-2 を含む"),
    ("3/4", Word("3/4"), "3/4 を含む"),
    (
        "令和7年（2025年）8月7日（木） 給食",
        both("令和7年（2025年）8月7日（木）", "給食"),
        "令和7年（2025年）8月7日（木） と 給食 の両方を含む",
    ),
    ("8月7日(木)の給食", Word("8月7日(木)の給食"), "8月7日(木)の給食 を含む"),
    ("令和6年（予定）", both("令和6年", "予定"), "令和6年 と 予定 の両方を含む"),
    ("議案:第1号", Word("議案:第1号"), "議案:第1号 を含む"),
    ("\x00給食\ud800無償化\x1b", both("給食", "無償化"), BOTH),
    ("給\u200b食\ufeff", Word("給食"), "給食 を含む"),
    # Signs around a word that mean something elsewhere
    ("'給食'", Word("給食"), "給食 を含む"),
    ("‘給食’", Word("給食"), "給食 を含む"),
    ("給食* ＃無償化", both("給食", "無償化"), BOTH),
    ("+給食 ＋無償化", both("給食", "無償化"), BOTH),
    ("給食? 無償化!", both("給食", "無償化"), BOTH),
    ("給食：", Word("給食"), "給食 を含む"),
    ("C++", Word("C++"), "C++ を含む"),
    ("a'b", Word("a'b"), "a'b を含む"),
    # The brackets of Japanese text
    ("「給食」", Word("給食"), "給食 を含む"),
    ("『給食』【無償化】", both("給食", "無償化"), BOTH),
    ("-「検討」", no("検討"), "検討 を含まない"),
    # Exact runs
    ('"学校給食費の無償化"', exact("学校給食費の無償化"), "「学校給食費の無償化」とこのとおりに並ぶ"),
    ("“給食 無償化”", exact("給食 無償化"), "「給食 無償化」とこのとおりに並ぶ"),
    ("〝給食〟", exact("給食"), "「給食」とこのとおりに並ぶ"),
    ("〝給食〞", exact("給食"), "「給食」とこのとおりに並ぶ"),
    ("＂給食＂", exact("給食"), "「給食」とこのとおりに並ぶ"),
    ('"「給食」とは"', exact("「給食」とは"), "“「給食」とは”とこのとおりに並ぶ"),
    ('" -給食|(弁当) "', exact("-給食|(弁当)"), "「-給食|(弁当)」とこのとおりに並ぶ"),
    ('"給食"', exact("給食"), "「給食」とこのとおりに並ぶ"),
    ('"OR"', exact("OR"), "「OR」とこのとおりに並ぶ"),
    ('-"給食 費"', no(exact("給食 費")), "「給食 費」とは並ばない"),
    # OR
    ("給食 OR 弁当", either("給食", "弁当"), EITHER),
    ("給食　ＯＲ　弁当", either("給食", "弁当"), EITHER),
    ("給食|弁当", either("給食", "弁当"), EITHER),
    ("給食 ｜ 弁当", either("給食", "弁当"), EITHER),
    ("給食 || 弁当", either("給食", "弁当"), EITHER),
    ("a|b|c", either("a", "b", "c"), "a か b か c のいずれかを含む"),
    ("a or b", either("a", "b"), "a か b のどちらかを含む"),
    ("給食 または 弁当", either("給食", "弁当"), EITHER),
    ("給食　又は　弁当", either("給食", "弁当"), EITHER),
    ("給食 もしくは 弁当", either("給食", "弁当"), EITHER),
    ("または", exact("または"), "「または」とこのとおりに並ぶ"),
    ("給食 または", both("給食", exact("または")), "給食 を含む／「または」とこのとおりに並ぶ"),
    ("(or 給食)", both(exact("or"), "給食"), "「or」とこのとおりに並ぶ／給食 を含む"),
    ("給食OR弁当", Word("給食OR弁当"), "給食OR弁当 を含む"),
    ("給食 AND 無償化", both("給食", "無償化"), BOTH),
    ("給食 and 無償化", both("給食", "無償化"), BOTH),
    ("給食 かつ 無償化", both("給食", "無償化"), BOTH),
    ("給食 及び 無償化", both("給食", "無償化"), BOTH),
    # NOT
    ("給食 -検討", both("給食", no("検討")), "給食 を含む／検討 を含まない"),
    ("給食 －検討", both("給食", no("検討")), "給食 を含む／検討 を含まない"),
    ("給食 −検討", both("給食", no("検討")), "給食 を含む／検討 を含まない"),
    ("給食 NOT 検討", both("給食", no("検討")), "給食 を含む／検討 を含まない"),
    ("給食 ＮＯＴ 検討", both("給食", no("検討")), "給食 を含む／検討 を含まない"),
    ("給食 not 検討", both("給食", no("検討")), "給食 を含む／検討 を含まない"),
    ("給食 not", both("給食", exact("not")), "給食 を含む／「not」とこのとおりに並ぶ"),
    ("-検討", no("検討"), "検討 を含まない"),
    ("--検討", no("検討"), "検討 を含まない"),
    ("-a -b", both(no("a"), no("b")), "a も b も含まない"),
    ("COVID-19 Ａ－１", both("COVID-19", "Ａ－１"), "COVID-19 と Ａ－１ の両方を含む"),
    # NOT > OR > AND
    ("学校 給食 OR 弁当", both("学校", either("給食", "弁当")), f"学校 を含む／{EITHER}"),
    ("給食|弁当 学校", both(either("給食", "弁当"), "学校"), f"{EITHER}／学校 を含む"),
    ("a OR -b c", both(either("a", no("b")), "c"), "〔a を含む または b を含まない〕／c を含む"),
    # Groups
    (
        "(学校 給食) OR 弁当",
        either(both("学校", "給食"), "弁当"),
        "学校 と 給食 の両方を含む または 弁当 を含む",
    ),
    ("（給食 OR 弁当）　学校", both(either("給食", "弁当"), "学校"), f"{EITHER}／学校 を含む"),
    ("(給食 OR 弁当） 学校", both(either("給食", "弁当"), "学校"), f"{EITHER}／学校 を含む"),
    ("((給食))", Word("給食"), "給食 を含む"),
    ("a (b (c d))", both("a", "b", "c", "d"), "a と b と c と d のすべてを含む"),
    ("a OR (b OR c)", either("a", "b", "c"), "a か b か c のいずれかを含む"),
    ("-(a b)", no(both("a", "b")), "〔a と b の両方を含む〕を除く"),
    ("-(a OR b)", no(either("a", "b")), "a も b も含まない"),
    ("NOT (a OR b)", no(either("a", "b")), "a も b も含まない"),
    (
        "(a -b) OR (c OR d e)",
        either(both("a", no("b")), both(either("c", "d"), "e")),
        "〔a を含む かつ b を含まない〕 または 〔c か d のどちらかを含む かつ e を含む〕",
    ),
    # NEAR
    ("給食 NEAR 弁当", near(Word("給食"), Word("弁当")), "「給食」から30字以内に「弁当」を含む"),
    ("給食　ＮＥＡＲ／５　弁当", near(Word("給食"), Word("弁当"), 5), "「給食」から5字以内に「弁当」を含む"),
    ("給食 近傍：50 弁当", near(Word("給食"), Word("弁当"), 50), "「給食」から50字以内に「弁当」を含む"),
    ('"a b" NEAR/0 c', near(exact("a b"), Word("c"), 0), "「a b」のすぐ隣に「c」を含む"),
    (
        "(a OR b) NEAR c d",
        both(near(either("a", "b"), Word("c")), "d"),
        "「a」か「b」から30字以内に「c」を含む／d を含む",
    ),
    (
        "a NEAR/9 b NEAR/8 c",
        both(near(Word("a"), Word("b"), 9), near(Word("b"), Word("c"), 8)),
        "「a」から9字以内に「b」を含む／「b」から8字以内に「c」を含む",
    ),
    (
        "a OR b NEAR c",
        either("a", near(Word("b"), Word("c"))),
        "a を含む または 「b」から30字以内に「c」を含む",
    ),
    ("-(a NEAR b)", no(near(Word("a"), Word("b"))), "〔「a」から30字以内に「b」を含む〕を除く"),
    ("近傍 駐車場", both("近傍", "駐車場"), "近傍 と 駐車場 の両方を含む"),
    ("a near b", both("a", "near", "b"), "a と near と b のすべてを含む"),
    # What touches belongs together
    ("学校（小学校）", both("学校", "小学校"), "学校 と 小学校 の両方を含む"),
    (
        "弁当 OR 学校（小学校）",
        either("弁当", both("学校", "小学校")),
        "弁当 を含む または 学校 と 小学校 の両方を含む",
    ),
    ("-学校（小学校）", no(both("学校", "小学校")), "〔学校 と 小学校 の両方を含む〕を除く"),
    ("-学校 （小学校）", both(no("学校"), "小学校"), "学校 を含まない／小学校 を含む"),
    (
        "学校（小学校 OR 中学校）",
        both("学校", either("小学校", "中学校")),
        "学校 を含む／小学校 か 中学校 のどちらかを含む",
    ),
    ("a|「b」c", either("a", both("b", "c")), "a を含む または b と c の両方を含む"),
    ("(a)-b", both("a", no("b")), "a を含む／b を含まない"),
    ("(a)OR(b)", either("a", "b"), "a か b のどちらかを含む"),
    # Fields
    ("発言者:金沢市", SPEAKER, "発言者が 金沢市"),
    ("役職:会長", Field("speaker", "会長"), "発言者が 会長"),
    ("role:会長", Field("speaker", "会長"), "発言者が 会長"),
    ("発言者：金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者： 金沢市", SPEAKER, "発言者が 金沢市"),
    ("speaker:金沢市", SPEAKER, "発言者が 金沢市"),
    ("Ｓｐｅａｋｅｒ：金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者:「金沢市」", SPEAKER, "発言者が 金沢市"),
    ('発言者:"金沢 太郎"', Field("speaker", "金沢 太郎"), "発言者が 「金沢 太郎」"),
    ("発言者:「金沢　太郎」", Field("speaker", "金沢　太郎"), "発言者が 「金沢　太郎」"),
    ("発言者:議長（佐藤）", Field("speaker", "議長（佐藤）"), "発言者が 「議長（佐藤）」"),
    ("(発言者:金沢市)", SPEAKER, "発言者が 金沢市"),
    ("-発言者:金沢市", no(SPEAKER), "発言者が 金沢市 でない"),
    ("NOT 発言者:金沢市", no(SPEAKER), "発言者が 金沢市 でない"),
    ("自治体:金沢市", Field("municipality", "金沢市"), "自治体が 金沢市"),
    ("municipality:金沢市", Field("municipality", "金沢市"), "自治体が 金沢市"),
    ("会議:本会議", Field("meeting", "本会議"), "会議が 本会議"),
    ("会議体:本会議", Field("meeting", "本会議"), "会議が 本会議"),
    ("meeting:本会議", Field("meeting", "本会議"), "会議が 本会議"),
    ("議題:給食費", Field("item", "給食費"), "議題が 給食費"),
    ("item:給食費", Field("item", "給食費"), "議題が 給食費"),
    ("発言者:OR 給食", both(Field("speaker", "OR"), "給食"), "発言者が OR／給食 を含む"),
    # What is typed for a colon, and for its name
    ("発言者；金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者;金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者=金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者＝金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者 ：金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者 : 金沢市", SPEAKER, "発言者が 金沢市"),
    ("発言者 金沢市", both("発言者", "金沢市"), "発言者 と 金沢市 の両方を含む"),
    ("a=b", Word("a=b"), "a=b を含む"),
    *(
        (f"{name}:金沢市", SPEAKER, "発言者が 金沢市")
        for name in ("発言者名", "話者", "氏名", "名前", "肩書", "肩書き", "name")
    ),
    *(
        (f"{name}:金沢市", Field("municipality", "金沢市"), "自治体が 金沢市")
        for name in ("自治体名", "市町村", "市区町村", "市町村名")
    ),
    *(
        (f"{name}:本会議", Field("meeting", "本会議"), "会議が 本会議")
        for name in ("会議名", "委員会", "審議会")
    ),
    *((f"{name}:給食費", Field("item", "給食費"), "議題が 給食費") for name in ("議題名", "案件", "件名")),
    *(
        (f"{name}:令和6年4月", Field("held", "令和6年4月"), "開催日が 令和6年4月")
        for name in ("開催日", "日付", "年月日", "年月", "期間", "年", "date", "held")
    ),
    ("-開催日:2024", no(Field("held", "2024")), "開催日が 2024 でない"),
    ("発言者:会議:a", Field("speaker", "会議:a"), "発言者が 会議:a"),
    (
        "発言者:a|発言者:b",
        either(Field("speaker", "a"), Field("speaker", "b")),
        "発言者が a か b",
    ),
    (
        "給食 発言者:a|発言者:b 自治体:c",
        both("給食", either(Field("speaker", "a"), Field("speaker", "b")), Field("municipality", "c")),
        "給食 を含む／発言者が a か b／自治体が c",
    ),
    ("-(発言者:a 給食)", no(both(Field("speaker", "a"), "給食")), "〔発言者が a かつ 給食 を含む〕を除く"),
]


def test_every_word_before_a_colon_has_an_example() -> None:
    """Those of days and years are in test_conditions.py."""
    shown = {re.split("[:：]", typed)[0] for typed, _, _ in EXAMPLES}
    assert {word for word, name in FIELDS.items() if name in LABELS} <= shown


@pytest.mark.parametrize(("typed", "tree", "echo"), EXAMPLES, ids=[repr(example[0]) for example in EXAMPLES])
def test_a_text_is_read_as_the_tree_that_its_echo_says(typed: str, tree: Node, echo: str) -> None:
    query = parse(typed)
    assert query.tree == tree
    assert in_words(query) == echo
    assert query.repairs == ()


@pytest.mark.parametrize("typed", ["", " ", "　\n", "\x00", "\u200b"])
def test_an_empty_text_asks_for_nothing_and_needs_no_repair(typed: str) -> None:
    query = parse(typed)
    assert (query.typed, query.tree, query.repairs, in_words(query)) == ("", None, (), "")


def test_what_is_kept_as_typed_can_be_shown_and_stored() -> None:
    assert parse(" \x00給食\ud800 OR　弁当\x7f").typed == "給食  OR　弁当"
