"""How a turn opens is inferred: the same discussion printed in many ways gives the same turns."""

from collections.abc import Callable

import pytest

from .sittings import HEAD, SPOKEN, meeting_in, printed, speeches

WANTED = [(label, text.replace("\n", "")) for label, text in SPOKEN]


def gap(label: str, text: str) -> str:
    return f"{label}　{text}"


LAYOUTS: dict[str, Callable[[str, str], str]] = {
    "a circle before the label": lambda label, text: f"○{label}　{text}",
    "a large circle, text below": lambda label, text: f"◯{label}\n{text}",
    "filled circles for staff": lambda label, text: ("●" if "課" in label else "○") + gap(label, text),
    "a diamond and brackets": lambda label, text: f"◆（{label}）　{text}",
    "a square, text below": lambda label, text: f"■{label}\n{text}",
    "a list bullet": lambda label, text: f"・{label}：{text}",
    "a list bullet, indented text": lambda label, text: f"  • {label}\n    {text}",
    "round brackets, same line": lambda label, text: f"（{label}）{text}",
    "round brackets and colon": lambda label, text: f"（{label}）：{text}",
    "round brackets, text below": lambda label, text: f"({label})\n\n{text}\n",
    "lens brackets": lambda label, text: f"【{label}】{text}",
    "square brackets": lambda label, text: f"[{label}] {text}",
    "tortoise brackets, text below": lambda label, text: f"〔{label}〕\n{text}",
    "angle brackets, text below": lambda label, text: f"＜{label}＞\n{text}\n",
    "a bracket on one side": lambda label, text: f"{label}){text}",
    "a colon": lambda label, text: f"{label}：{text}",
    "a colon, text below": lambda label, text: f"{label}：\n{text}\n",
    "a wide space": gap,
    "a space": lambda label, text: f"{label} {text}",
    "a tab": lambda label, text: f"{label}\t{text}",
    "two wide spaces, indented text": lambda label, text: gap(label, "　" + text.replace("\n", "\n　　　　")),
    "alone on its line": lambda label, text: f"{label}\n{text}\n",
    "alone, blank line, text": lambda label, text: f"{label}\n\n{text}\n",
    "quotes": lambda label, text: f"{label}「{text.replace(chr(10), '')}」",
    "a table turned to pipes": lambda label, text: f"{label} | {text.replace(chr(10), '')} |",
    "letters between brackets and spaces": lambda label, text: f"〔 {' '.join(label)} 〕\n{text}\n",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_same_turns_are_read_from_every_layout(layout: Callable[[str, str], str]) -> None:
    meeting = meeting_in(printed(layout))
    assert [(turn.label, turn.text.replace("\n", "")) for turn in speeches(meeting)] == WANTED


def test_a_label_at_the_end_of_a_turn_opens_the_next() -> None:
    text = HEAD + "".join(f"（{label}）\n{spoken}" for label, spoken in SPOKEN)
    assert [turn.label for turn in speeches(meeting_in(text))] == [label for label, _ in SPOKEN]


def test_a_whole_sitting_on_one_line_is_read() -> None:
    text = HEAD.replace("\n", " ") + " ".join(f"（{label}）{spoken}" for label, spoken in SPOKEN)
    meeting = meeting_in(text)
    assert [turn.label for turn in speeches(meeting)] == [label for label, _ in SPOKEN]
    assert meeting.date is not None
    assert meeting.place == "つつじ野市役所3階 大会議室"


def test_a_label_broken_over_two_lines_is_one_label() -> None:
    text = printed(lambda label, spoken: f"〔{label[:1]}\n{label[1:]}〕\n{spoken}")
    assert [turn.label for turn in speeches(meeting_in(text))] == [label for label, _ in SPOKEN]


def test_bare_surnames_of_the_attendance_list_are_speakers() -> None:
    names = {"会長": "佐藤", "事務局": "中村", "環境課長": "山本"}
    text = printed(lambda label, spoken: f"{names.get(label, label.removesuffix('委員'))}：{spoken}")
    assert {turn.label for turn in speeches(meeting_in(text))} == {
        "佐藤",
        "中村",
        "田中",
        "高橋",
        "山本",
        "伊藤",
    }


def test_questions_and_answers_are_turns_of_their_own() -> None:
    pairs = [("予算はいくらですか。", "300万円です。"), ("いつからですか。", "4月からです。")]
    text = HEAD + "\n".join(f"Q{n}　{q}\nA{n}　{a}" for n, (q, a) in enumerate(pairs, 1))
    assert [turn.label for turn in speeches(meeting_in(text))] == ["Q1", "A1", "Q2", "A2"]


def test_a_misprinted_label_opens_its_turn_as_printed() -> None:
    text = printed(lambda label, spoken: f"{label}\n{spoken}\n") + "\n事局務\n次回は7月です。\n"
    last = speeches(meeting_in(text))[-1]
    assert (last.label, last.text) == ("事局務", "次回は7月です。")


def test_bracketed_text_that_is_no_speaker_opens_no_turn() -> None:
    text = printed(lambda label, spoken: f"（{label}）\n{spoken}\n")
    text += "\n（意見交換の進め方）\n\n（異議なし）\n\n（休憩）\n"
    meeting = meeting_in(text)
    assert [turn.label for turn in speeches(meeting)] == [label for label, _ in SPOKEN]
    assert [(turn.kind, turn.text) for turn in meeting.turns[-2:]] == [
        ("procedure", "（異議なし）"),
        ("procedure", "（休憩）"),
    ]


def test_a_note_in_the_middle_of_a_turn_stays_in_it() -> None:
    text = printed(lambda label, spoken: f"○{label}　{spoken}")
    text += (
        "○会長　ご異議はありませんか。\n（異議なし）\n　ご異議がないようですので、そのように決定します。\n"
    )
    assert speeches(meeting_in(text))[-1].text == (
        "ご異議はありませんか。\n（異議なし）\nご異議がないようですので、そのように決定します。"
    )


def test_lines_the_page_broke_are_joined_and_paragraphs_are_not() -> None:
    spoken = "この計画は市の環境を守るために十年の間に取り組むことをまとめたものでございます。"
    lines = [
        f"○会長　{spoken[:27]}",
        spoken[27:],
        "　次の段落です。",
        f"○事務局　{spoken[:26]}",
        spoken[26:],
        "○会長　はい。",
    ]
    meeting = meeting_in(HEAD + "\n".join(lines))
    assert [turn.text for turn in speeches(meeting)] == [spoken + "\n次の段落です。", spoken, "はい。"]


def test_page_numbers_are_set_aside() -> None:
    text = printed(lambda label, spoken: f"○{label}　{spoken}\n- 3 -")
    assert not any("- 3 -" in turn.text for turn in speeches(meeting_in(text)))


def test_prose_between_turns_is_narration() -> None:
    text = (
        printed(lambda label, spoken: f"（{label}）\n{spoken}\n")
        + "\n環境課長から資料2に基づき説明があった。\n"
    )
    last = meeting_in(text).turns[-1]
    assert (last.kind, last.label, last.text) == ("narration", "", "環境課長から資料2に基づき説明があった。")
