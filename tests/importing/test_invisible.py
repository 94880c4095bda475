"""Signs that nobody sees on paper neither reach the record nor keep a rule from matching."""

import pytest

from meetings.importing import read_document
from meetings.importing.folding import squeeze
from meetings.importing.readers import read

from .papers import docx_with
from .sittings import printed

MINUTES = printed(lambda label, spoken: f"{label}：{spoken}")
UNSEEN = ["\u00ad", "\u061c", "\u200b", "\u200d", "\u200f", "\u202a", "\u202e", "\u2060", "\u2069", "\ufeff"]


def as_text(text: str) -> tuple[bytes, str]:
    return text.encode(), "a.txt"


def as_page(text: str) -> tuple[bytes, str]:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f"<html><body>{lines}</body></html>".encode(), "a.html"


def as_escapes(text: str) -> tuple[bytes, str]:
    return as_page("".join(f"&#{ord(one)};" if one in UNSEEN else one for one in text))


def as_word(text: str) -> tuple[bytes, str]:
    paragraphs = (f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return docx_with("".join(paragraphs)), "a.docx"


@pytest.mark.parametrize("made", [as_text, as_page, as_escapes, as_word])
def test_unseen_signs_change_nothing_of_the_record(made) -> None:  # type: ignore[no-untyped-def]
    plain = read_document(*made(MINUTES))
    strewn = "".join(one + UNSEEN[at % len(UNSEEN)] for at, one in enumerate(MINUTES))
    document = read_document(*made(strewn))
    assert plain.meetings
    assert (document.lines, document.meetings) == (plain.lines, plain.meetings)


def test_the_form_chosen_for_a_kanji_stays_in_the_text() -> None:
    (line,) = read(*as_text("葛\U000e0100城委員")).lines
    assert line.text == "葛\U000e0100城委員"


@pytest.mark.parametrize("form", ["\U000e0100", "\U000e01ef", "\ufe00", "\ufe0f"])
def test_the_form_of_a_kanji_makes_no_other_label(form: str) -> None:
    assert squeeze(f"葛{form}城 委員") == squeeze("葛城委員")
