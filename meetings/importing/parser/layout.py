"""How a turn opens in this document, inferred from the document itself.

Every line is read in every way openings.py knows. A reading is evidence for its family of marks when its
label
looks like a speaker and what follows reads as speech; families are then compared, and the one with most
evidence
is the document's. A second family is taken beside it only when it is strong too (○ for members and ● for
staff).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ..folding import squeeze
from ..vocabulary import question_pairs
from .bare_names import bare_names
from .fields import field_at
from .lines import Line
from .openings import Opening, inline, readings
from .speakers import LIKELY, NONE, SURE, could_be_name, nearest, question_word, reads_as_speech

_ENOUGH = 1.5
_BROKEN = 12
_WIDE = 80
_LONGEST_FACT = 300
_LONE = 0.9
_KIN = {"own": ("colon",), "colon": ("own",)}
_PLAIN = ("own", "space", "colon")
_FOR_LISTS = ("bullet:・", "bullet:•", "bullet:※", "bullet:*", "bullet:→", "bullet:⇒")
_SECOND_SHARE = {"plain": 0.5, "decorated": 0.2}
_UNKNOWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Below:
    """What stands under a line: the text there, and what of it may be the rest of the line itself."""

    text: str = ""
    rest: str = ""


@dataclass(slots=True)
class Layout:
    """The marks that open a turn, the labels they were seen with and labels accepted on recurrence alone."""

    families: tuple[str, ...] = ()
    labels: dict[str, int] = field(default_factory=dict)
    recurring: frozenset[str] = frozenset()
    evidence: dict[str, float] = field(default_factory=dict)

    def opening(self, line: Line, under: Below, *, begun: bool) -> Opening | None:
        """The opening of a turn at the start of a line, or None. `under` is what stands below.

        Before the first turn (`begun` false) only what is followed by speech counts: the head of the
        minutes uses
        the same marks and labels for lists of people.
        """
        best: Opening | None = None
        for reading in readings(line.text):
            if reading.family not in self.families:
                continue
            if not begun and reading.family in _PLAIN and _is_fact(line.text):
                continue
            spoken = reading.quoted or reads_as_speech(said_after(reading, line.text, under))
            opens = (spoken and self.knows(reading)) or (begun and self.trusts(reading))
            if opens and (best is None or reading.weight > best.weight):
                best = reading
        return best

    def knows(self, reading: Opening) -> bool:
        """Whether the label can be a speaker's in this document: by its words, by recurrence or as a
        misprint."""
        if reading.weight > NONE or reading.label in self.recurring or reading.label in self.labels:
            return True
        return could_be_name(reading.label) and nearest(reading.label, self.labels) is not None

    def trusts(self, reading: Opening) -> bool:
        """Whether the label opens a turn whatever follows: a known speaker under marks that nothing else
        has."""
        known = reading.label in self.recurring or reading.label in self.labels
        return known and reading.family not in _PLAIN and reading.family not in _FOR_LISTS


def _is_fact(text: str) -> bool:
    """「出席者　会長　島田 健、…」: a field of the head, whatever role its value begins with."""
    named = field_at(text) if len(text) < _LONGEST_FACT else None
    return named is not None and bool(named.value) and named.key not in ("members", "staff", "body")


def below(lines: list[Line], index: int) -> Below:
    """The text under a line as far as tells whether it is speech: one line, or two where the page broke
    the first."""
    under = lines[index + 1 : index + 3]
    if not under:
        return Below()
    first = under[0].text
    broken = (
        _BROKEN <= len(first) < _WIDE and "。" not in first and len(under) > 1 and not under[1].blank_before
    )
    text = first + under[1].text if broken else first
    return Below(text, "" if under[0].blank_before else text)


def said_after(reading: Opening, text: str, under: Below) -> str:
    """What is said after a label: the rest of its line, gone on with on the next where the page broke the
    line."""
    if reading.own:
        return under.text
    said = text[reading.text_at : reading.text_at + 400]
    return said if len(said) < _BROKEN or "。" in said else said + under.rest


@dataclass(slots=True)
class _Tally:
    weight: float = 0.0
    openings: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    spoken: int = 0


def infer(lines: list[Line], roster: str) -> Layout:
    """The layout of the turns of these lines. `roster` is the squeezed text of 出席者, where names are
    looked up."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for index, line in enumerate(lines):
        under = below(lines, index)
        for reading in _best_by_family(line):
            _count(tallies[reading.family], reading, line.text, under, roster)
        for reading in inline(line.text):
            _count(tallies[reading.family], reading, line.text, under, roster)
    _settle_questions(tallies)
    names = bare_names(lines)
    if names:
        tallies["space"].weight += sum(_UNKNOWN_SHARE * seen for seen in names.values())
    return _choose(tallies, frozenset(names))


def _best_by_family(line: Line) -> list[Opening]:
    best: dict[str, Opening] = {}
    for reading in readings(line.text):
        known = best.get(reading.family)
        if known is None or reading.weight > known.weight:
            best[reading.family] = reading
    return list(best.values())


def _count(tally: _Tally, reading: Opening, text: str, under: Below, roster: str) -> None:
    tally.openings += 1
    if not (reading.quoted or reads_as_speech(said_after(reading, text, under))):
        return
    tally.spoken += 1
    weight = reading.weight
    if weight < SURE and _in_roster(reading.label, roster):
        weight = SURE
    if weight > NONE:
        tally.weight += weight
        tally.labels[reading.label] += 1
    elif could_be_name(reading.label):
        tally.unknown[reading.label] += 1


def _in_roster(label: str, roster: str) -> bool:
    word = squeeze(label)
    return 2 <= len(word) <= 12 and could_be_name(label) and word in roster


def _settle_questions(tallies: dict[str, _Tally]) -> None:
    """質問 or 回答 alone is a heading; a question needs its answer in the same marks."""
    pairs = question_pairs()
    for tally in tallies.values():
        seen = {question_word(label) for label in tally.labels}
        for label in list(tally.labels):
            word = question_word(label)
            mates = [set(pair) for pair in pairs if word in pair]
            if mates and not any(mate <= seen for mate in mates):
                tally.weight -= tally.labels.pop(label)


def _choose(tallies: dict[str, _Tally], names: frozenset[str]) -> Layout:
    scores = {family: _score(family, tally) for family, tally in tallies.items()}
    if not scores:
        return Layout()
    winner = max(scores, key=lambda family: scores[family])
    if scores[winner] < (_LONE if winner.startswith("bracket") else _ENOUGH):
        return Layout(evidence=scores)
    families = [winner]
    for family, score in scores.items():
        if family != winner and _joins(family, score, winner, scores[winner]):
            families.append(family)
    labels: Counter[str] = Counter()
    recurring: set[str] = set()
    for family in families:
        labels.update(tallies[family].labels)
        if family not in ("own", "space"):
            recurring |= {label for label, seen in tallies[family].unknown.items() if seen > 1}
    if "space" in families:
        recurring |= names
    return Layout(tuple(families), dict(labels), frozenset(recurring), scores)


def _score(family: str, tally: _Tally) -> float:
    score = tally.weight
    if family in ("colon", "half", "quote") or family.startswith(("bullet", "bracket")):
        score += sum(_UNKNOWN_SHARE * seen for seen in tally.unknown.values() if seen > 1)
    return score


def _joins(family: str, score: float, winner: str, top: float) -> bool:
    """Whether a family is used beside the winner and is no chance likeness."""
    if family in _KIN.get(winner, ()):
        return score >= LIKELY
    if family.startswith("bullet") and winner.startswith("bullet"):
        return score >= LIKELY
    share = _SECOND_SHARE["plain" if family in _PLAIN and winner not in _PLAIN else "decorated"]
    return score >= 2 and score >= share * top
