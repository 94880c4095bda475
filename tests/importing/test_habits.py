"""What a person confirmed of a body's minutes helps to read its next document."""

import pytest

from meetings.importing import Habits, ParsedDocument, read_document
from meetings.importing.parser.openings import describe_layout

from .accounting import unaccounted
from .sittings import HEAD, printed

BARE = printed(lambda label, said: f"{label}\n{said}\n")

QUOTING = (
    HEAD
    + """会長
寄せられた意見を読み上げます。
○委員　予算が足りないと思います。
○市民　道の清掃を増やしてください。
○委員　学校の周りも見てください。
○市民　広報紙が読みにくいです。
○委員　会議を公開してください。

田中委員
意見をいただき、ありがたいことです。

会長
以上で終わります。
"""
)


def read(text: str, habits: Habits | None = None) -> ParsedDocument:
    document = read_document(text.encode(), "kaigiroku.txt", habits=habits)
    assert document.outcome == "minutes", document.reason
    assert unaccounted(document) == {}
    return document


def labels(document: ParsedDocument) -> list[str]:
    return [turn.label for turn in document.meetings[0].turns if turn.kind == "speech"]


def codes(document: ParsedDocument) -> list[str]:
    return [problem.code for problem in document.problems]


def test_a_document_says_how_its_turns_open() -> None:
    assert read(BARE).layout == ("own",)
    assert read(printed(lambda label, said: f"○{label}　{said}")).layout == ("bullet:○",)
    assert describe_layout(("bullet:○", "bracket:（")) == "○の後の発言者、（）で囲んだ発言者"


def test_an_ambiguous_document_is_read_as_the_body_is_known_to_write() -> None:
    assert "市民" in labels(read(QUOTING))
    known = read(QUOTING, Habits(layout=("own",)))
    assert labels(known) == ["会長", "田中委員", "会長"]
    assert "layout-changed" not in codes(known)


def test_a_body_that_writes_otherwise_than_before_is_noticed() -> None:
    document = read(BARE, Habits(layout=("bracket:（",)))
    assert labels(document) == labels(read(BARE))
    (problem,) = [one for one in document.problems if one.code == "layout-changed"]
    assert "覚えている書き方「（）で囲んだ発言者」と違います" in problem.message
    assert problem.proposal == "発言者だけの行"


def test_marks_that_go_with_the_confirmed_ones_are_read_too() -> None:
    text = printed(lambda label, said: f"{'●' if label == '事務局' else '○'}{label}　{said}")
    document = read(text, Habits(layout=("bullet:○",)))
    assert labels(document) == labels(read(text))
    assert "layout-changed" not in codes(document)


@pytest.mark.parametrize(("label", "code"), [("事局務", "unknown-label"), ("下水道課", "label-once")])
def test_a_confirmed_spelling_is_silent(label: str, code: str) -> None:
    text = f"{BARE}\n{label}\n次回は7月です。\n"
    assert code in codes(read(text))
    known = read(text, Habits(spellings=frozenset({label})))
    assert labels(known)[-1] == label
    assert code not in codes(known)


def test_a_confirmed_spelling_opens_a_turn_though_nothing_else_says_so() -> None:
    text = f"{BARE}\nＮＰＯみどりの会の者\n次回は7月です。\n"
    assert labels(read(text))[-1] == "会長"
    assert (
        labels(read(text, Habits(spellings=frozenset({"ＮＰＯみどりの会の者"}))))[-1]
        == "ＮＰＯみどりの会の者"
    )


def test_a_misprint_of_a_confirmed_spelling_is_asked_about() -> None:
    text = f"{BARE}\n下水道課\n次回は7月です。\n\n下水課道\n工事は来年です。\n"
    document = read(text, Habits(spellings=frozenset({"下水道課"})))
    (problem,) = document.problems
    assert (problem.code, problem.proposal) == ("unknown-label", "下水道課")
