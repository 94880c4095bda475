"""What a page of a PDF sets apart: a head across over columns down, notes at its foot."""

import pytest

from meetings.importing.readers import read

from .papers import Ink, lines_down, pdf_of

HEAD = [
    "第１回　楓原市道路審議会　会議録",
    "日時　令和７年８月５日（火）14時から15時まで",
    "場所　楓原市役所",
    "出席者　会長　小暮 凪、委員　早乙女 渚、委員　東海林 律、事務局　道路課長",
]
BODY = [
    "会長　それでは始めます。工事の資料を見てください。",
    "早乙女委員　費用を伺います。",
    "会長　終わります。",
]


@pytest.mark.parametrize("length", [1, 12])
def test_a_head_set_across_stands_over_columns_set_down(length: int) -> None:
    head = [*HEAD, *["資料　工事の図面、費用の見積り、前回の会議録、次第、名簿"] * (length - 1)]
    inks = lines_down(head, top=60, pitch=16)
    inks += [Ink(460 - 30 * at, 300, line, down=True) for at, line in enumerate(BODY)]
    lines = [line.text.strip() for line in read(pdf_of([inks]), "a.pdf").lines]
    assert [line for line in lines if line] == [*head, *BODY]


FULL = "葛城委員：岸壁の使用料※１を伺います。今の案では五年ごとに見直すとあります"
SHORT_RULE = "0.5 w 70 142 m 200 142 l S"


def two_pages(*notes: str, size: float = 8, top: float = 712, drawn: str = "") -> list[tuple[str, bool]]:
    """(text, whether it is of the page's frame) of two pages of minutes, the first with notes at its foot."""
    first = ["第２回朝霧市港湾審議会　会議録", "会長：それでは始めます。", FULL]
    second = ["が、もっと長くできませんか。", "事務局：検討します。", "会長：終わります。"]
    pages = [
        [*lines_down(first), *(Ink(70, top + 12 * at, note, size) for at, note in enumerate(notes))],
        lines_down(second),
    ]
    source = read(pdf_of(pages, drawn), "a.pdf")
    return [(line.text.strip(), line.frame) for line in source.lines if line.text]


@pytest.mark.parametrize(
    ("notes", "drawn", "size"),
    [
        (["※１　使用料とは、条例の別表によるものをいう。"], "", 8),
        (["※１　使用料とは、条例の別表に", "よるものをいう。", "※２　市の港をいう。"], "", 8),
        (["（注１）使用料とは、条例の別表によるものをいう。"], "", 8),
        (["1 使用料とは、条例の別表によるものをいう。"], SHORT_RULE, 8),
        (["1 使用料とは、条例の別表によるものをいう。"], SHORT_RULE, 12),
        (["＊　使用料とは、条例の別表によるものをいう。"], SHORT_RULE, 12),
    ],
)
def test_notes_stand_below_the_sentence_they_were_set_in(notes: list[str], drawn: str, size: float) -> None:
    lines = two_pages(*notes, drawn=drawn, size=size)
    at = [text for text, _ in lines].index("が、もっと長くできませんか。")
    assert lines[at - 1] == (FULL, False)
    assert lines[at + 1 : at + 1 + len(notes)] == [(note, True) for note in notes]
    assert lines[at + 1 + len(notes)] == ("事務局：検討します。", False)


@pytest.mark.parametrize(
    ("lines", "drawn", "size", "top"),
    [
        (["使用料は条例の別表によります。"], SHORT_RULE, 8, 712),
        (["1 使用料について"], "", 8, 712),
        (["※１　使用料は条例の別表によります。"], "", 12, 712),
        (["※１　使用料は条例の別表によります。"], "", 8, 134),
        (["1 使用料について"], SHORT_RULE.replace("142", "715"), 12, 134),
        (["1 使用料について"], SHORT_RULE.replace("200", "520"), 8, 712),
        (["1 使用料について"], SHORT_RULE.replace("142", "300"), 8, 712),
        (["1 使用料について"], SHORT_RULE + "\n0.5 w 70 120 m 70 142 l S", 8, 712),
        (["1 使用料について"], SHORT_RULE.replace("142", "722"), 12, 134),
    ],
)
def test_what_only_looks_like_a_note_stays_in_the_text(
    lines: list[str], drawn: str, size: float, top: float
) -> None:
    assert [one for one in two_pages(*lines, drawn=drawn, size=size, top=top) if one[1]] == []


def test_larger_print_below_ends_what_may_be_notes() -> None:
    notes = [Ink(70, 700, "※１　市の港をいう。", 8), Ink(70, 730, "第二部", 12)]
    source = read(pdf_of([[*lines_down(["会議録", "会長：始めます。", FULL]), *notes]]), "a.pdf")
    assert source.problems == []


def test_a_page_number_below_the_notes_is_none_of_them() -> None:
    foot = [Ink(70, 700, "※１　市の港をいう。", 8), Ink(290, 800, "12", 10)]
    source = read(pdf_of([[*lines_down(["会議録", "会長：始めます。", FULL]), *foot]]), "a.pdf")
    assert [line.text.strip() for line in source.lines if line.frame] == ["※１　市の港をいう。"]


def test_small_print_beside_the_last_lines_is_no_note() -> None:
    beside = [
        *lines_down(["会議録", "会長：始めます。", FULL, "会長：終わります。"]),
        Ink(320, 131, "※１　港", 8),
    ]
    assert read(pdf_of([beside]), "a.pdf").problems == []


def test_small_print_in_a_column_set_down_is_no_note() -> None:
    inks = [Ink(460 - 20 * at, 100, line, down=True) for at, line in enumerate(BODY)]
    source = read(pdf_of([[*inks, Ink(300, 100, "※１　市の港をいう。", 8, down=True)]]), "a.pdf")
    assert source.problems == []


def test_notes_are_counted_once_each() -> None:
    notes = [
        Ink(70, 700 + 12 * at, text, 8) for at, text in enumerate(["※１　港", "をいう。", "※２　市をいう。"])
    ]
    inks = lines_down(
        ["第２回朝霧市港湾審議会　会議録", "会長：それでは始めます。", FULL, "会長：終わります。"]
    )
    (found,) = read(pdf_of([[*inks, *notes]]), "a.pdf").problems
    assert found.code == "footnotes"
    assert "2件" in found.message
