"""What a question asks about."""

from __future__ import annotations

import pytest

from meetings.search.query import as_typed, parse
from meetings.search.questions import read_question


def topics(typed: str) -> tuple[str, ...] | None:
    question = read_question(parse(typed))
    return question.topics if question else None


@pytest.mark.parametrize(
    ("typed", "asked_about"),
    [
        ("公園の遊具について誰が何と言ったか", ("公園", "遊具")),
        ("駐輪場はいつ開きますか", ("駐輪場",)),
        ("駐輪場は、いつ開きますか？", ("駐輪場",)),
        ("水道料金は高いか", ("水道料金",)),
        ("水道料金について", ("水道料金",)),
        ("水道料金に関して教えて", ("水道料金",)),
        ("体育館の場所を知りたい", ("体育館", "場所")),
        ("体育館はどこ", ("体育館",)),
        ("なぜバスが減ったの", ("バス",)),
        ("バスの運賃はいくら", ("バス", "運賃")),
        ("ベンチはいくつ増えますか", ("ベンチ",)),
        ("プールの廃止に反対した人は誰ですか", ("プール", "廃止", "反対")),
        ("プールの廃止についてどんな意見が出たか", ("プール", "廃止")),
        ("何年度から有料化したか", ("有料化",)),
        ("お年寄りの見守りをどうするか", ("お年寄り", "見守り")),
        ("地域猫とは", ("地域猫",)),
        ("地域猫って何", ("地域猫",)),
        ("プール いつ", ("プール",)),
        ("誰が決めたのか", ("決める",)),
        ("水道料金について発言した人", ("水道料金",)),
        ("水道料金について話した委員は", ("水道料金",)),
        ("水道料金について市長が言ったこと", ("水道料金", "市長")),
        ("プールの廃止に反対している議員", ("プール", "廃止", "反対")),
        ("プールの廃止についての議論", ("プール", "廃止")),
        ("水道料金についての発言者", ("水道料金",)),
    ],
)
def test_a_question_is_read_by_what_it_asks_about(typed: str, asked_about: tuple[str, ...]) -> None:
    assert topics(typed) == asked_about


@pytest.mark.parametrize(
    "typed",
    [
        "プール",
        "水道料金の値上げ",
        "誰でも図書室",
        "いつでもどこでも",
        "何か",
        "なぜ",
        "誰か",
        "ベンチをいくつか増やす",
        "について",
        "プールを開けてほしい",
        "水道料金の改定についてお伺いします",
        "住民の意見を聞く会",
        "けがをした人",
        "検討したこと",
        "水道料金の話をする人を集める",
        "人",
        "した人",
        "会議での議論",
        '"駐輪場はいつ開きますか"',
        "-駐輪場はいつ開きますか",
        "発言者:誰",
        "いか",
        "",
    ],
)
def test_what_asks_nothing_is_left_as_typed(typed: str) -> None:
    assert topics(typed) is None


def test_the_rest_of_the_query_stays() -> None:
    question = read_question(parse("プールはいつ開くか -有料 発言者:市長 from:2020-01-01"))
    assert question is not None
    assert as_typed(question.query) == "プール -有料 発言者:市長 from:2020-01-01"
    assert as_typed(question.typed) == "プールはいつ開くか -有料 発言者:市長 from:2020-01-01"


def test_words_beside_a_question_stay_as_typed() -> None:
    question = read_question(parse("ＡＩチャット いつから"))
    assert question is not None
    assert as_typed(question.query) == "ＡＩチャット"


def test_a_long_question_is_read_too() -> None:
    question = read_question(parse("、".join(f"第{n}号線の{n}番橋はいつ直るのか" for n in range(40))))
    assert question is not None
    assert len(question.topics) == 16


def asked_for(typed: str) -> str:
    question = read_question(parse(typed))
    return as_typed(question.query) if question else ""


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("水道料金について市長が言ったこと", "水道料金 市長 OR 発言者:市長"),
        ("水道課長は漏水を何と言ったか", "水道課長 OR 発言者:水道課長 漏水"),
        ("市長は何と言ったか", "市長 OR 発言者:市長"),
        ("副市長について誰が話したか", "副市長"),
        ("市長の給与はいくら", "市長 給与"),
        ("お客様は何と言ったか", "お客様"),
    ],
)
def test_an_office_that_does_something_counts_as_who_speaks_too(typed: str, asked: str) -> None:
    assert asked_for(typed) == asked
