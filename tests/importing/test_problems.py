"""What a person should look at is said in Japanese, with its line."""

import pytest

from meetings.importing.parsed import Problem

from .sittings import HEAD, printed, read


def problems_in(text: str, code: str) -> list[Problem]:
    return [one for one in read(text).problems if one.code == code]


def bare(label: str, said: str) -> str:
    return f"{label}\n{said}\n"


def test_a_label_near_a_known_one_is_asked_about() -> None:
    (found,) = problems_in(printed(bare) + "\n事局務\n次回は7月です。\n", "unknown-label")
    assert found.message == "「事局務」は名簿にありません。「事務局」の誤りではありませんか"
    assert found.line == (printed(bare) + "\n").count("\n") + 1


def test_a_label_used_once_is_pointed_out() -> None:
    (found,) = problems_in(printed(bare) + "\n下水道課\n工事は来年です。\n", "label-once")
    assert "「下水道課」は一度しか出てきません" in found.message


@pytest.mark.parametrize(
    ("printed_text", "better", "code", "says"),
    [
        ("（月）", "（火）", "weekday-disagrees", "2024-05-20は月曜日です"),
        (
            "令和6年5月20日（月）",
            "令和6年2月30日",
            "date-invalid",
            "「令和6年2月30日」という日付はありません",
        ),
        ("令和6年5月20日（月）", "6年5月20日（月）", "era-missing", "「6年5月20日（月）」に元号がありません"),
        ("令和6年5月20日（月）", "平成36年5月20日（月）", "era-out-of-range", "2024年として読みました"),
        ("令和6年5月20日（月）", "", "date-missing", "開催日の記載が見つかりません"),
        (
            "第3回",
            "令和4年度第3回",
            "fiscal-year-disagrees",
            "題名は令和4年度ですが、開催日2024-05-20は令和6年度です",
        ),
        ("つつじ野市", "美里町", "municipality-ambiguous", "「美里町」は宮城県、埼玉県、熊本県にあります"),
        ("　　　2　その他", "　　　4　その他", "number-skips", "「1」の次に「4」"),
        ("広報紙で周知します。", "広報紙で周知〓ます。", "illegible", "読み取れない文字"),
    ],
)
def test_odd_facts_are_reported(printed_text: str, better: str, code: str, says: str) -> None:
    text = printed(bare).replace(printed_text, better)
    found = problems_in(text, code)
    assert found, read(text).problems
    assert says in found[0].message


def test_a_very_long_turn_is_reported_where_it_begins() -> None:
    (found,) = problems_in(printed(bare) + "\n会長\n" + "長い説明です。\n" * 2000, "long-turn")
    assert "14,000字" in found.message or "字あります" in found.message


def test_plain_minutes_have_no_problems_even_of_a_town_on_no_list() -> None:
    assert not read(HEAD + "○会長　始めます。\n○委員　はい。\n○会長　終わります。\n").problems
