"""The benchmark measures what it says: documents that grow by turns, in every layout."""

import pytest

from .importing import LAYOUTS, measure


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_larger_document_has_so_many_more_turns(layout: str) -> None:
    small, large = measure(layout, 0.1), measure(layout, 0.2)
    assert large["bytes"] >= 0.2 * (1 << 20)
    assert 1.5 < large["turns"] / small["turns"] < 2.5
