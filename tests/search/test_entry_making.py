"""Entries of many turns are the same wherever they are made."""

from __future__ import annotations

import pytest

from meetings.models import TurnIndex
from meetings.search import entry_making
from meetings.search.entry_making import EntryMaker
from meetings.search.indexing import index_meetings, many_changes
from meetings.search.lexemes import index_entry
from tests import factories

WORDINGS = [(f"第{n}回の会議で、学校給食費の{n}円を審議した。", "給食", ("会長", "", "")) for n in range(60)]


def test_entries_made_beside_are_those_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_making, "WORTH_IT", 20)
    with EntryMaker(processes=2) as maker:
        here = list(maker.entries(WORDINGS[:20]))
        assert maker._pool is None
        beside = list(maker.entries(WORDINGS[20:]))
        assert maker._pool is not None
    assert here + beside == [index_entry(*wording) for wording in WORDINGS]


@pytest.mark.django_db
def test_a_load_on_all_cores_writes_the_same_index(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = factories.meeting()
    for text, _, (label, *_) in WORDINGS:
        factories.turn(meeting, text, label=label)
    index_meetings([meeting.pk], anew=True)
    alone = list(TurnIndex.objects.order_by("turn").values())

    monkeypatch.setattr(entry_making, "WORTH_IT", 0)
    monkeypatch.setattr("meetings.search.indexing.BATCH_ROWS", 7)
    with many_changes() as maker:
        index_meetings([meeting.pk], anew=True, maker=maker)
    assert list(TurnIndex.objects.order_by("turn").values()) == alone
