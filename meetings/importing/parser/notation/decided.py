"""How decisions are printed: 「審議結果　原案のとおり承認」, 「…（可決）」, 「… → 承認」."""

import re
from dataclasses import dataclass

from ...folding import BULLETS, half, squeeze, unbracket
from ...vocabulary import OUTCOME_NAMES
from .numbering import numbered

_ARROW = re.compile(r"\s*[→⇒]\s*(?=\S)")
_DECISION = (
    r"(?:(?:原案|全会一致|満場一致|賛成多数|賛成少数|起立多数|挙手多数|一部修正)(?:の(?:とおり|通り|上|うえ)|どおり|により|で|の)?[、,]?\s?)?"
    r"(?:不?承認|可決|修正可決|了承|了解|不?同意|(?:不|趣旨)?採択|否決|継続(?:審議|審査)?|認定|決定|不?許可|選任|確認済み?|報告済み?)"
    r"(?:する|され?た|とする|となった)?。?"
)
_LONGEST_DECISION = 60
_DECIDED_IN_BRACKET = re.compile(rf"\s*[（(【\[〔<＜]\s*({_DECISION})\s*[）)】\]〕>＞]$")
_DECIDED_AFTER_GAP = re.compile(rf"(?:\s{{2,}}|\t|　(?=.*[可否承継採])|[…・.]{{2,}}\s*)({_DECISION})$")


def decided(text: str, *, table: bool, kinds: bool = False) -> tuple[str, str | None]:
    """An entry and what was decided on it, as it stands behind an arrow, in a row of a table of results, in
    brackets or behind a gap. `kinds` says that brackets in this list tell kinds of business: （承認）."""
    parts = text.split("\t", 1) if table else _ARROW.split(text, maxsplit=1)
    if len(parts) > 1 and parts[1].strip():
        return parts[0].strip(), parts[1].strip()
    at = max(0, len(text) - _LONGEST_DECISION)
    found = _DECIDED_AFTER_GAP.search(text, at)
    found = found or (None if kinds else _DECIDED_IN_BRACKET.search(text, at))
    if found is None or not text[: found.start()].strip():
        return text, None
    return text[: found.start()].strip(), found[1]


def is_whole_decision(text: str) -> bool:
    """原案のとおり決定, 一部修正の上、承認: a line that says what was decided and nothing else."""
    return re.fullmatch(_DECISION, text) is not None


_LONGEST_NAME = 12
_SHORT_NAME = 4
_SAID = ("結果", "結論", "評価")


@dataclass(frozen=True, slots=True)
class NamedOutcome:
    """A line that names an outcome, with what stands beside the name; a numbered one heads a section."""

    value: str
    number: str = ""


def outcome_at(text: str) -> NamedOutcome | None:
    """The outcome a line names, or None. 結果 and 結論 alone are words of speech, and so is 決定 before a
    sentence: they need a mark or a number."""
    item = numbered(text, glued=True)
    number = item.number if item else ""
    found = _named(item.rest if item and number else text, numbered=bool(number))
    return NamedOutcome(found, number) if found is not None else None


def _named(text: str, *, numbered: bool) -> str | None:
    text = text.lstrip(BULLETS + " 　\t")
    bracket = unbracket(text, _LONGEST_NAME + 4)
    if bracket:
        return bracket[2].lstrip(" 　\t:：") if squeeze(bracket[1]) in OUTCOME_NAMES else None
    head = half(text[: _LONGEST_NAME * 2])
    for at, character in enumerate(head):
        if character in ": \t" and (name := squeeze(head[:at])) in OUTCOME_NAMES:
            rest = text[at:].lstrip(" 　\t:：")
            short = len(name) < _SHORT_NAME and (name in _SAID or rest.endswith("。"))
            marked = numbered or character == ":" or not short
            return rest if marked and rest else None
    return "" if len(squeeze(text)) >= _SHORT_NAME and squeeze(text) in OUTCOME_NAMES else None


def without_name(text: str) -> str:
    """What was decided, of a line that is known to tell it: 「結果　可決」 is 可決."""
    text = text.lstrip("⇒→ \u3000")
    name, _, value = text.replace("\u3000", " ").partition(" ")
    short = squeeze(name).rstrip(":") in OUTCOME_NAMES
    return text[len(text) - len(value) :].strip() if short and value else text
