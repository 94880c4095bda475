"""What a person should look at is reported in Japanese, with its line."""

import pytest

from meetings.importing.parsed import Problem

from .sittings import HEAD, printed, read


def problems_in(text: str, code: str) -> list[Problem]:
    return [one for one in read(text).problems if one.code == code]


def bare(label: str, spoken: str) -> str:
    return f"{label}\n{spoken}\n"


def test_a_label_near_a_known_one_is_asked_about() -> None:
    (found,) = problems_in(printed(bare) + "\n事局務\n次回は7月です。\n", "unknown-label")
    assert found.proposal == "事務局"
    assert found.message == "「事局務」は名簿にありません。「事務局」の誤りではありませんか"
    assert found.line == (printed(bare) + "\n").count("\n") + 1


def test_a_label_used_once_is_pointed_out() -> None:
    (found,) = problems_in(printed(bare) + "\n下水道課\n工事は来年です。\n", "label-once")
    assert "「下水道課」は一度しか出てきません" in found.message
    assert found.proposal is None


def test_a_municipality_or_a_ministry_may_speak_once() -> None:
    assert not problems_in(printed(bare) + "\n総務省\n工事は来年です。\n", "label-once")


@pytest.mark.parametrize(
    ("printed_text", "better", "code", "says", "proposal"),
    [
        ("（月）", "（火）", "weekday-disagrees", "2024-05-20は月曜日です", "月曜日"),
        (
            "令和6年5月20日（月）",
            "令和6年2月30日",
            "date-invalid",
            "「令和6年2月30日」という日付はありません",
            None,
        ),
        (
            "令和6年5月20日（月）",
            "6年5月20日（月）",
            "era-missing",
            "「6年5月20日（月）」に元号がありません",
            "令和6年5月20日",
        ),
        (
            "令和6年5月20日（月）",
            "平成36年5月20日（月）",
            "era-out-of-range",
            "2024年として読みました",
            "令和6年5月20日",
        ),
        ("令和6年5月20日（月）", "", "date-missing", "開催日の記載が見つかりません", None),
        (
            "第3回",
            "令和4年度第3回",
            "fiscal-year-disagrees",
            "題名は令和4年度ですが、開催日2024-05-20は令和6年度です",
            "令和6年度",
        ),
        ("つつじ野市", "美里町", "municipality-ambiguous", "「美里町」は宮城県、埼玉県、熊本県に", None),
        ("　　　2　その他", "　　　4　その他", "number-skips", "「1」の次に「4」", "2"),
        ("広報紙で周知します。", "広報紙で周知〓ます。", "illegible", "読み取れない文字", None),
        ("広報紙で周知します。", "広報紙で周知\ufffdます。", "illegible", "読み取れない文字", None),
        ("広報紙で周知します。", "広報紙で周知\ue000ます。", "illegible", "（U+E000）", None),
        ("広報紙で周知します。", "広報紙で周知し⽣す。", "illegible", "部首だけの文字（⽣）", "生"),
    ],
)
def test_odd_facts_are_reported(
    printed_text: str, better: str, code: str, says: str, proposal: str | None
) -> None:
    text = printed(bare).replace(printed_text, better)
    found = problems_in(text, code)
    assert found, read(text).problems
    assert says in found[0].message
    assert found[0].proposal == proposal


def test_the_number_proposed_is_printed_as_the_others_are() -> None:
    text = printed(bare).replace("議題　1　", "議題　（１）　").replace("　　　2　", "　　　（４）　")
    (found,) = problems_in(text, "number-skips")
    assert found.proposal == "（２）"


def test_numbers_of_bills_may_skip() -> None:
    text = printed(bare).replace("議題　1　", "議題　議案第3号　").replace("　　　2　", "　　　議案第7号　")
    assert not problems_in(text, "number-skips")


def test_a_very_long_turn_is_reported_where_it_begins() -> None:
    (found,) = problems_in(printed(bare) + "\n会長\n" + "長い説明です。\n" * 2000, "long-turn")
    assert "14,000字" in found.message or "字あります" in found.message


def test_plain_minutes_of_an_unlisted_town_have_no_problems() -> None:
    assert not read(HEAD + "○会長　始めます。\n○委員　はい。\n○会長　終わります。\n").problems


def test_a_label_within_a_long_turn_is_a_problem() -> None:
    speech = "計画の数字を順に説明します。" * 20
    text = printed(bare) + f"\n環境課長\n{speech}\n（委員）昨年の数字はありますか。\n{speech}\n"
    (found,) = problems_in(text, "long-turn")
    at = text[: text.index("（委員）昨年")].count("\n") + 1
    assert found.line == at - 2
    assert found.proposal == f"{at}行目の「（委員）」から別の発言にする"


def test_a_label_in_the_midst_of_a_paragraph_is_pointed_at_too() -> None:
    speech = "計画の数字を順に説明します。" * 20
    text = (
        printed(lambda label, spoken: f"○{label}　{spoken}") + f"○環境課長　{speech}委員：数字は。{speech}\n"
    )
    (found,) = problems_in(text, "long-turn")
    assert found.proposal is not None
    assert "「委員」" in found.proposal


def test_a_long_turn_without_a_label_inside_is_no_problem() -> None:
    assert not problems_in(printed(bare) + "\n環境課長\n" + "計画の数字を順に説明します。" * 60, "long-turn")


LISTED = printed(bare).replace("　　　2　その他", "　　　2　河川の清掃について\n　　　3　その他")


def test_an_item_without_a_place_in_the_text_is_asked_about() -> None:
    text = LISTED.replace("以上で終わります。", "河川の清掃については、次回とします。")
    (found,) = problems_in(text, "item-without-place")
    assert found.message == "議題「2 河川の清掃について」が本文のどこから始まるか分かりません"
    assert found.line == text[: text.index("2　河川の清掃")].count("\n") + 1
    assert found.proposal == f"{text[: text.index('河川の清掃については')].count(chr(10)) + 1}行目から"


def test_an_item_that_is_named_nowhere_comes_without_a_proposal() -> None:
    (found,) = problems_in(LISTED, "item-without-place")
    assert found.proposal is None


def test_a_heading_that_only_holds_others_needs_no_place() -> None:
    programme = "次第\n１　開会\n２　議事\n(1) 環境基本計画について\n３　閉会\n\n(1) 環境基本計画について\n"
    text = HEAD.partition("議題")[0] + programme + printed(bare, "")
    assert not problems_in(text, "item-without-place")


def test_where_no_item_has_a_place_none_is_asked_about() -> None:
    text = LISTED.replace("会議の内容\n1　環境基本計画について\n", "会議の内容\n")
    assert not problems_in(text, "item-without-place")


FRAME = "現在の位置：ホーム ＞ 会議録 ＞ 環境課"


def test_text_set_aside_between_the_turns_is_shown() -> None:
    text = printed(bare).replace("昨年は2万トンでした。", f"昨年は2万トンでした。\n{FRAME}")
    (found,) = problems_in(text, "set-aside-inside")
    assert found.line == text[: text.index(FRAME)].count("\n") + 1
    assert f"「{FRAME}」" in found.message


def test_page_numbers_and_running_heads_are_no_problem() -> None:
    pages = (f"\n－ {n} －\n第3回つつじ野市環境審議会\n" for n in range(1, 99))
    text = printed(lambda label, spoken: f"{label}\n{spoken}\n{next(pages)}")
    assert not problems_in(text, "set-aside-inside")


@pytest.mark.parametrize("often", [1, 2])
@pytest.mark.parametrize("line", ["－ 3ページ －", FRAME])
def test_only_a_lone_line_without_a_page_number_is_shown(line: str, often: int) -> None:
    pages = iter([f"\n{line}\n"] * often)
    text = printed(lambda label, spoken: f"{label}\n{spoken}\n{next(pages, '')}")
    assert [text for _, text in read(text).furniture].count(line) == often
    shown = line == FRAME and often == 1
    assert len(problems_in(text, "set-aside-inside")) == shown


def test_the_frame_of_a_page_is_no_problem() -> None:
    lines = printed(lambda label, spoken: f"{label}：{spoken}").split("\n")
    lines.insert(lines.index("環境課長：広報紙で周知します。"), "<aside>市の広報をご覧ください</aside>")
    page = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    document = read(f"<html><body>{page}</body></html>", "a.html")
    assert "市の広報をご覧ください" in [text for _, text in document.furniture]
    assert "set-aside-inside" not in [one.code for one in document.problems]


def test_a_sentence_about_publication_is_no_page_stamp() -> None:
    text = printed(bare).replace("2万トンでした。", "2万トンでした。\n資料の公開日は3月です。")
    assert "資料の公開日は3月です。" in read(text).meetings[0].turns[8].text
