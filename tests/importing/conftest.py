"""Marks what is known to be read short, so that it is neither forgotten nor taken for right."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHORT = frozenset(HERE.joinpath("read_short.txt").read_text(encoding="utf-8").splitlines())
"""Tests of papers that are not read wholly right yet, a line each: a list to empty, not to fill."""
_OF_PROGRAMS = ("printed_paper", "test_writer.py")
"""What Chromium and Writer make of a paper differs from release to release."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        name = item.nodeid.removeprefix("tests/importing/")
        if name in SHORT:
            strict = not any(program in name for program in _OF_PROGRAMS)
            item.add_marker(pytest.mark.xfail(reason="not read wholly right yet", strict=strict))
