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
