"""What a drill finds out: each figure that must be 0 is seen when it is not."""

from dataclasses import replace

import pytest

from tests.drill.figures import (
    Seen,
    Sight,
    Turn,
    longest_wait,
    lost,
    numbers_in,
    report,
    seconds_without_writes,
    sentence,
    served_after_withdrawal,
)

SITES = ["primary", "standby1"]


@pytest.fixture
def seen() -> Seen:
    """A drill in which all went well: one turn before the kill, one after it."""
    return Seen(
        turns=[Turn(1, "71", "/a/1/", withdrawn=5.0), Turn(2, "72", "/a/2/", withdrawn=25.0)],
        writes=[(1.0, 2.0), (4.0, 5.0), (9.9, 20.0), (21.0, 22.0), (24.0, 25.0)],
        sights=[
            Sight(3.0, 3.1, "primary", frozenset({1})),
            Sight(4.9, 6.0, "standby1", frozenset({1})),
            Sight(5.5, 6.0, "standby1", frozenset()),
        ],
        killed=10.0,
    )


def test_a_drill_that_went_well_is_told_so(seen: Seen) -> None:
    assert report(seen, SITES)[1]


def test_words_asked_for_after_the_withdrawal_are_seen(seen: Seen) -> None:
    """Not those of a page that was asked for before it and came later."""
    assert served_after_withdrawal(seen) == []
    late = Sight(5.1, 5.2, "standby1", frozenset({1, 2}))
    seen.sights.append(late)
    assert served_after_withdrawal(seen) == [late]
    assert not report(seen, SITES)[1]


def test_copies_may_show_withdrawn_words_for_their_time(seen: Seen) -> None:
    seen.sights += [early := Sight(94.0, 94.1, "copies", frozenset({1})), replace(early, asked=96.0)]
    assert served_after_withdrawal(seen, 90.0) == seen.sights[-1:]


def test_what_was_answered_and_is_gone_is_lost(seen: Seen) -> None:
    rows = {"71": (sentence(1), True), "72": (sentence(2), True)}
    assert lost(seen.turns, rows) == 0
    assert lost(seen.turns, rows | {"72": (sentence(2), False)}) == 1
    assert lost(seen.turns, {"71": rows["71"]}) == 2
    assert lost([Turn(3, "73", "/a/3/")], {"73": (sentence(3), False)}) == 0


@pytest.mark.parametrize("name", ["lost", "late"])
def test_one_thing_lost_or_late_is_a_failure(seen: Seen, name: str) -> None:
    setattr(seen, name, 1)
    assert not report(seen, SITES)[1]


def test_a_site_that_never_showed_a_word_proves_nothing(seen: Seen) -> None:
    lines, is_well = report(seen, [*SITES, "standby2"])
    assert not is_well
    assert lines[-1].endswith("standby2")


def test_writes_go_on_with_what_was_sent_after_the_kill(seen: Seen) -> None:
    assert seconds_without_writes(seen) == 12.0
    seen.writes = seen.writes[:3]
    assert not report(seen, SITES)[1]


def test_the_longest_wait_is_between_two_pages() -> None:
    assert longest_wait([9.0, 1.0, 3.0]) == 6.0
    assert longest_wait([]) == 0.0


def test_the_clerks_words_are_found_in_a_page_of_hits() -> None:
    page = f"<p>{sentence(4)}</p><p>{sentence(12).replace('訓練', '<mark class=hit>訓練</mark>')}</p>"
    assert numbers_in(page) == {4, 12}
    assert numbers_in('<input value="避難訓練の合言葉">') == frozenset()
