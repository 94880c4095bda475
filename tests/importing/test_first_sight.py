"""Papers as town halls lay them out give the record that a careful clerk would make of them."""

from pathlib import Path
from typing import Any

import pytest

from meetings.importing import Habits, read_document

from .accounting import MARKS, left_out_of_turns, unaccounted
from .first_sight import content_of, differences, expected_of, papers, printed_papers


@pytest.mark.parametrize("path", papers(), ids=lambda path: path.stem)
def test_a_paper_is_read_as_a_clerk_would(path: Path) -> None:
    document = read_document(content_of(path), path.name)
    assert differences(document, expected_of(path)) == []
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS


@pytest.mark.parametrize("path", printed_papers(), ids=lambda path: path.stem)
def test_a_printed_paper_is_read_as_a_clerk_would(path: Path, browser: Any) -> None:
    page = browser.new_page()
    page.set_content(path.read_text(encoding="utf-8"))
    document = read_document(page.pdf(prefer_css_page_size=True), f"{path.stem}.pdf")
    page.close()
    assert differences(document, expected_of(path)) == []
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS


def test_what_is_no_record_of_a_meeting_is_refused_with_a_reason() -> None:
    others = [path for path in papers() if path.stem.startswith("not-")]
    reasons = [read_document(content_of(path), path.name).reason for path in others]
    assert len(others) > 3
    assert all(reason and reason.startswith("会議の記録ではないようです") for reason in reasons)


@pytest.mark.parametrize("path", papers(), ids=lambda path: path.stem)
def test_a_paper_is_read_alike_once_its_marks_are_confirmed(path: Path) -> None:
    document = read_document(content_of(path), path.name)
    again = read_document(content_of(path), path.name, habits=Habits(document.layout))
    assert again.layout == document.layout
    assert again.meetings == document.meetings
    assert "layout-changed" not in [problem.code for problem in again.problems]
