"""Several sittings in one file, each with a head and turns."""

from .sittings import read

ONE = """第{n}回なのはな市景観協議会会議録
日時　令和6年{month}月10日　午後2時～3時
場所　なのはな市役所
出席者　委員7名

○会長　第{n}回を始めます。
○事務局　資料を説明します。
○谷口委員　高さは何メートルですか。
○事務局　{n}0メートルです。

"""


def test_each_title_with_a_day_begins_a_sitting() -> None:
    document = read("".join(ONE.format(n=n, month=n * 3) for n in (1, 2, 3)))
    assert [(one.number, str(one.date), len(one.turns)) for one in document.meetings] == [
        (1, "2024-03-10", 4),
        (2, "2024-06-10", 4),
        (3, "2024-09-10", 4),
    ]


def test_the_same_head_printed_twice_is_one_sitting() -> None:
    assert len(read(ONE.format(n=1, month=3) * 2).meetings) == 1


def test_a_sitting_of_two_days_is_one() -> None:
    text = ONE.format(n=1, month=3).replace(
        "午後2時～3時", "午後2時～3時\n　　　令和6年3月11日　午前9時～正午"
    )
    document = read(text)
    assert [str(one.date) for one in document.meetings] == ["2024-03-10"]
