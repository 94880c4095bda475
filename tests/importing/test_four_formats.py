"""The same sitting in four formats gives the same record."""

from typing import Any

import pytest

from meetings.importing import read_document
from meetings.importing.folding import squeeze
from meetings.importing.parsed import ParsedMeeting

from . import one_sitting
from .accounting import MARKS, left_out_of_turns, unaccounted

# How a browser prints the page. The ruled table is what tells cells from words in a PDF.
PRINTED = """
body { font: 12pt/1.6 'Noto Serif CJK JP', serif } h1 { font-size: 120% }
table { border-collapse: collapse } th, td { border: 1px solid }
.apart { margin-block-start: 1.5em !important }
"""
STYLES = {
    "plain": "",
    "hanging indents": "p { margin: 0; padding-left: 4em; text-indent: -4em }",
    "justified": "p { margin: 0; text-align: justify }",
    "vertical": "body { writing-mode: vertical-rl }",
    "vertical in two tiers": "body { writing-mode: vertical-rl; font-size: 9pt; columns: 2 }",
}
NARROW = {
    "two columns": "body { font-size: 9pt; columns: 2; column-gap: 3em } h1 { column-span: all }",
    "small pages": "@page { size: A5 } body { font-size: 9pt }",
}
FOOT = "<div style='font-size:8px;width:100%;text-align:center'>- <span class=pageNumber></span> -</div>"
EDGES = {
    "display_header_footer": True,
    "header_template": "<div style='font-size:8px;width:100%;text-align:right'>第2回地域公共交通会議</div>",
    "footer_template": FOOT,
    "margin": {"top": "20mm", "bottom": "20mm", "left": "20mm", "right": "20mm"},
}


def recorded(meeting: ParsedMeeting) -> dict[str, Any]:
    """The record without what each format has of its own: line numbers, and where a line ends."""
    answer = meeting.as_json()
    for name, own in (("turns", ("line", "begins")), ("headings", ("line",))):
        answer[name] = [{k: v for k, v in entry.items() if k not in own} for entry in answer[name]]
    answer["sources"] = {fact: source["manner"] for fact, source in answer["sources"].items()}
    return answer


def meeting_of(data: bytes, name: str) -> dict[str, Any]:
    document = read_document(data, name)
    assert document.reason is None
    assert document.format == {"txt": "text"}.get(name.rsplit(".")[-1], name.rsplit(".")[-1])
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS
    (meeting,) = document.meetings
    record = recorded(meeting)
    # Each format counts its own lines and sets its own gaps.
    record["header"] = [(field["name"], squeeze(field["text"])) for field in record["header"]]
    return record


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return meeting_of(one_sitting.as_text(), "a.txt")


def test_the_sitting_is_read_as_it_was_written(expected: dict[str, Any]) -> None:
    turns = [(turn["label"], turn["text"]) for turn in expected["turns"]]
    headings = {"1　地域公共交通計画の見直しについて", "2　予約型乗合タクシーの試行について", "3　その他"}
    assert turns == [
        (label, one_sitting.plain(spoken)) for label, spoken in one_sitting.SPOKEN if spoken not in headings
    ]
    assert [item["title"] for item in expected["agenda"]] == one_sitting.AGENDA
    assert (expected["date"], expected["start"], expected["end"]) == ("2024-07-18", "13:30", "15:15")


def test_a_web_page_gives_the_same_record(expected: dict[str, Any]) -> None:
    assert meeting_of(one_sitting.as_page().encode(), "a.html") == expected


def test_a_word_document_gives_the_same_record(expected: dict[str, Any]) -> None:
    assert meeting_of(one_sitting.as_docx(), "a.docx") == expected


def printed(browser: Any, style: str) -> dict[str, Any]:
    page = browser.new_page()
    page.set_content(one_sitting.as_page(PRINTED + style))
    data = page.pdf(prefer_css_page_size=True, **EDGES)
    page.close()
    return meeting_of(data, "a.pdf")


@pytest.mark.parametrize("style", (STYLES | NARROW).values(), ids=(STYLES | NARROW).keys())
def test_a_pdf_gives_the_same_record(expected: dict[str, Any], browser: Any, style: str) -> None:
    assert printed(browser, style) == expected
