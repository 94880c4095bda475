"""Matching a corrected document's turns and agenda to those already in the archive. No database.

A turn's number is its address. So the question a correction asks of every old turn is: which new turn is
it now, if any? Unchanged turns are matched by their text; between them, a reworded turn is the same turn if
it is under the same label and most of its words are still there.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME_TURN = 0.5
"""A reworded turn shares at least this much of its text (difflib's ratio) with the turn it was."""

SAME_ITEM = 0.7
"""A reworded agenda item shares at least this much of its title: titles are short, and alike by nature."""

LONGEST_COMPARED = 2000
"""Characters of a turn that are compared when it was reworded: enough to know it by, and bounded."""

LOOKAHEAD = 20
"""How far ahead in a changed stretch the old wording of a turn is looked for: keeps the work linear."""

TurnText = tuple[str, str, str]
"""One turn as (kind, label, text)."""


@dataclass(frozen=True, slots=True)
class Match:
    """One line of the comparison: indexes into the old and new turns; None where the other side has none."""

    old: int | None
    new: int | None


def match_turns(old: Sequence[TurnText], new: Sequence[TurnText], free: Collection[int] = ()) -> list[Match]:
    """Every turn of both editions exactly once: the new order, with withdrawn turns where they were.

    `free` are the places of old turns that are known by their words alone, whatever their label.
    """
    # Turns before the first change and after the last are unchanged. difflib alone would not see that where
    # several turns have one text (はい。): it begins with the longest stretch in common, wherever that lies.
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    matches = [Match(i, i) for i in range(start)]
    changed = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    for tag, i1, i2, j1, j2 in changed.get_opcodes():
        before, after = range(start + i1, start + i2), range(start + j1, start + j2)
        if tag == "equal":
            matches += [Match(i, j) for i, j in zip(before, after, strict=True)]
        else:
            matches += _pair_reworded(old, new, before, after, free)
    return matches + [Match(len(old) - i, len(new) - i) for i in range(end, 0, -1)]


def pair_kept(matches: Sequence[Match], kept: Collection[int]) -> list[Match]:
    """The matches with old turns that a clerk rewrote beyond likeness put together with what is printed in
    their place: both stand between the same two turns, and what he rewrote must not come back beside it."""
    paired: list[Match] = []
    stretch: list[Match] = []
    for match in [*matches, Match(None, None)]:
        if (match.old is None and match.new is None) or (match.old is not None and match.new is not None):
            paired += [*_pair_in_stretch(stretch, kept), match]
            stretch = []
        else:
            stretch.append(match)
    return paired[:-1]


def _pair_in_stretch(stretch: Sequence[Match], kept: Collection[int]) -> Iterator[Match]:
    rewritten = [match.old for match in stretch if match.old is not None and match.old in kept]
    printed = [match.new for match in stretch if match.new is not None]
    partners = dict(zip(printed, rewritten, strict=False))
    taken = set(partners.values())
    for match in stretch:
        if match.new is not None:
            yield Match(partners.get(match.new), match.new)
        elif match.old not in taken:
            yield match


def _common(old: Sequence[TurnText], new: Sequence[TurnText]) -> int:
    """How many turns both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (before, after) in pairs if before != after), min(len(old), len(new)))


def match_withdrawn(
    live: Sequence[TurnText], withdrawn: Sequence[TurnText], new: Sequence[TurnText]
) -> dict[int, int]:
    """The places of new turns that are withdrawn ones, word for word, and the places of these: those of which
    the new edition has more than are left."""
    surplus = Counter(new)
    surplus.subtract(live)
    waiting: dict[TurnText, list[int]] = {}
    for place, text in enumerate(withdrawn):
        waiting.setdefault(text, []).append(place)
    found: dict[int, int] = {}
    for place, text in enumerate(new):
        if surplus[text] > 0 and waiting.get(text):
            found[place] = waiting[text].pop(0)
            surplus[text] -= 1
    return found


def match_items(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Of each new title, the place of the old one that it is now, or None: the same in any place, or a
    reworded one. What is known of an item (its threads) goes with it, so that doubt means None."""
    by_title: dict[str, list[int]] = {}
    for i, title in enumerate(old):
        by_title.setdefault(title, []).append(i)
    partners = [by_title[title].pop(0) if by_title.get(title) else None for title in new]
    removed = sorted(i for places in by_title.values() for i in places)
    for j, partner in enumerate(partners):
        if partner is None:
            near = [i for i in removed[:LOOKAHEAD] if _likeness(old[i], new[j]) >= SAME_ITEM]
            partners[j] = max(near, key=lambda i: _likeness(old[i], new[j]), default=None)
            removed = [i for i in removed if i != partners[j]]
    return partners


def match_materials(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[int | None]:
    """Of each new handout, by its printed number and title, the place of the old one that it is now, or None:
    the same title, under its own number rather than another, or a like title under the same number."""
    left = list(range(len(old)))
    partners: list[int | None] = [None] * len(new)
    is_same: Sequence[Callable[[tuple[str, str], tuple[str, str]], bool]] = (
        lambda one, other: one == other,
        lambda one, other: one[1] == other[1],
        lambda one, other: bool(one[0]) and one[0] == other[0] and _likeness(one[1], other[1]) >= SAME_ITEM,
    )
    for same in is_same:
        for j, handout in enumerate(new):
            if partners[j] is None:
                partners[j] = next((i for i in left if same(old[i], handout)), None)
                left = [i for i in left if i != partners[j]]
    return partners


def _likeness(title: str, other: str) -> float:
    """How much of two titles is the same, 0 to 1, without the について that nearly all have."""
    return SequenceMatcher(
        None, title.removesuffix("について"), other.removesuffix("について"), autojunk=False
    ).ratio()


def _pair_reworded(
    old: Sequence[TurnText], new: Sequence[TurnText], removed: range, added: range, free: Collection[int]
) -> Iterator[Match]:
    """Within one changed stretch: reworded turns in pairs, in order; the rest withdrawn or new."""
    i = removed.start
    for j in added:
        ahead = range(i, min(i + LOOKAHEAD, removed.stop))
        partner = next((k for k in ahead if _is_reworded(old[k], new[j], is_free=k in free)), None)
        if partner is None:
            yield Match(None, j)
        else:
            yield from (Match(k, None) for k in range(i, partner))
            yield Match(partner, j)
            i = partner + 1
    yield from (Match(k, None) for k in range(i, removed.stop))


def _is_reworded(before: TurnText, after: TurnText, *, is_free: bool = False) -> bool:
    if before[:2] != after[:2] and not is_free:
        return False
    matcher = SequenceMatcher(None, before[2][:LONGEST_COMPARED], after[2][:LONGEST_COMPARED], autojunk=False)
    return matcher.real_quick_ratio() >= SAME_TURN and matcher.quick_ratio() >= SAME_TURN <= matcher.ratio()
