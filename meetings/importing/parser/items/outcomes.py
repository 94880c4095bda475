"""What was decided: 「審議結果　原案のとおり承認」 after the turns of an item, or a list by item number."""

import re
from collections.abc import Sequence

from ...folding import squeeze, unbracket
from ...vocabulary import OUTCOME_NAMES
from ..entries import Entry
from ..header.head import Head
from ..notation.decided import outcome_at
from ..notation.fields import Field
from ..notation.list_entries import pieces
from ..notation.numbering import numbered, value_of
from ..outline import Node, Outline, numbers_of

_ELSEWHERE = re.compile(r"(?:別紙|別添|以下|下記|次)の?(?:とおり|通り)")
_LONGEST = 40
_LONGEST_PROSE = 400
_WORDS = r"(?:承認|可決|了承|決定|選任|選出|否決|採択|同意|認定|継続審議|継続審査)"
_SENTENCE = re.compile(r"[^。]*[^。\s][^。]*。?")
_DECIDED = re.compile(
    rf"{_WORDS}(?:とする|する|した|され|となっ|となり)(?:こと(?:と|に)(?:した|なった|決定した|決した))?た?$"
)
_DECIDED_NOUN = re.compile(rf"(?:[をでにりの]|^|一致|多数|どおり|原案|全員|それぞれ){_WORDS}$")


def settle(outline: Outline, head: Head) -> None:
    """Give the outcomes that the head lists to their items; what belongs to none stays a printed field."""
    for one in [one for one in head.fields if _lists_outcomes(one)]:
        if assign(outline, [text for _, text in one.values]):
            head.fields.remove(one)


def _lists_outcomes(one: Field) -> bool:
    named = one.key == "outcome" or squeeze(one.name) in OUTCOME_NAMES
    return named and bool(one.values) and _ELSEWHERE.search(one.values[0][1]) is None


def settle_below(head: Head, entries: Sequence[Entry]) -> None:
    """A field 審議結果 among the turns tells the outcome of the item that they stand under."""
    for one in [one for one in head.fields if squeeze(one.name) in OUTCOME_NAMES and one.text]:
        above = [entry for entry in entries if entry.first_line < one.line.number]
        node = above[-1].node if above else None
        if node is not None and _lists_outcomes(one):
            add(node, "\n".join(text for _, text in one.values))
            head.fields.remove(one)


def assign(outline: Outline, texts: Sequence[str]) -> bool:
    """Give each outcome to the item of its number or title; one without either to the only item. All or
    none."""
    items = [node for node in outline.nodes if node.parent is None and node.kind in ("item", "other")]
    found: list[tuple[Node, str]] = []
    waiting: Node | None = None
    for text in [piece for printed in texts for piece in pieces(printed)]:
        item = numbered(text)
        node = _meant(items, item.number) if item and item.number else None
        said = item.rest if node and item and not item.rest.startswith("については") else text
        borne = next((one for one in items if not node and _begins_with(text, one.number)), None)
        if borne:
            node, said = borne, text[len(borne.number) :].strip()
        titled = next((one for one in items if said.startswith(one.title)), None)
        if titled:
            node, said = titled, said[len(titled.title) :].strip(" 　:：")
        node = node or waiting or outline.only()
        if node is None:
            return False
        waiting = node
        if said:
            found.append((node, said))
    for node, said in found:
        add(node, said)
    return bool(found)


def tell_of_prose(entries: Sequence[Entry]) -> list[Entry]:
    """Give items what is said of their outcome between the turns, and the entries that are left.

    A line that names the outcome (審議結果　…) is the item's; a sentence that says what was decided stays
    where it stands and is copied, unless a named one goes before it.
    """
    left: list[Entry] = []
    for one in entries:
        named = _named_line(one)
        if one.node is not None and named:
            add(one.node, named)
            one.lines[0].place = "outline"
        else:
            left.append(one)
    told = {id(one.node) for one in entries if one.node and one.node.outcome}
    for one in left:
        node = one.node
        if one.kind == "speech" or node is None or node.kind not in ("item", "other") or id(node) in told:
            continue
        for said in (said for text in one.texts for said in _decisions_in(text)):
            add(node, said)
    return left


def _named_line(one: Entry) -> str:
    """The outcome that an entry of one line names, or nothing."""
    alone = one.kind != "speech" and len(one.texts) == 1 and len(one.texts[0]) <= _LONGEST_PROSE
    named = outcome_at(one.texts[0]) if alone else None
    asked = named is not None and named.value.endswith(("か。", "か", "？", "?"))
    return named.value if named and not named.number and not asked else ""


def _decisions_in(text: str) -> list[str]:
    """「質疑の後、承認された。」, 「副会長を選任。」, 「（全員一致で可決）」 in a line of prose."""
    text = text.strip(" 　").lstrip("→⇒ 　")
    bracket = unbracket(text, _LONGEST)
    if bracket and not bracket[2].strip("。 　"):
        inner = bracket[1].strip()
        return [inner] if _DECIDED_NOUN.search(inner) else []
    parts = _SENTENCE.findall(text) if len(text) <= _LONGEST_PROSE else []
    bare = ((one.strip(), one.strip(" 　。")) for one in parts)
    return [printed for printed, said in bare if _DECIDED.search(said) or _DECIDED_NOUN.search(said)]


def add(node: Node, said: str) -> None:
    """An item decided in two steps has two lines."""
    node.outcome = f"{node.outcome}\n{said}" if node.outcome else said


def _meant(items: Sequence[Node], number: str) -> Node | None:
    named = [node for node in items if squeeze(number) in numbers_of(node)]
    named = named or [node for node in items if value_of(node.number) == value_of(number)]
    return named[0] if len(named) == 1 else None


def _begins_with(text: str, number: str) -> bool:
    """「１　１件を認定した。」, where a figure follows the number of the item."""
    return bool(number) and text.startswith(number) and text[len(number) :][:1].isspace()
