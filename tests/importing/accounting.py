"""Adding up where every line of a document went."""

import re
from collections import Counter, defaultdict

from meetings.importing.parsed import ParsedDocument

# What the record leaves out around labels and quotes.
MARKS = frozenset("「」:：＝.．)）>＞-－―–—／/…‥・→⇒➡⇨")

_IGNORED = re.compile(r"[\s|｜│┃]+")


def bare(text: str) -> str:
    """A text without white space and the bars between the cells of a table."""
    return _IGNORED.sub("", text)


def unaccounted(document: ParsedDocument) -> dict[int, tuple[str, str]]:
    """Lines whose claims do not add up to them: number → (what is printed, what is claimed)."""
    claimed: defaultdict[int, str] = defaultdict(str)
    for claim in document.claims:
        claimed[claim.line] += claim.text
    printed = dict(enumerate(document.lines, 1))
    return {
        number: (text, claimed[number])
        for number, text in printed.items()
        if bare(text) != bare(claimed[number])
    }


def left_out_of_turns(document: ParsedDocument) -> str:
    """Letters of claimed turns and notes that no turn holds: only marks around labels may be left."""
    kept = Counter(
        bare("".join(turn.printed_label + turn.text for one in document.meetings for turn in one.turns))
    )
    places = ("turn", "narration", "procedure")
    claimed = Counter(bare("".join(claim.text for claim in document.claims if claim.place in places)))
    assert not kept - claimed, "a turn holds letters that no line gave it"
    return "".join((claimed - kept).elements())
