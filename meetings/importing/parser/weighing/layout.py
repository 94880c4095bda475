"""How a turn opens in this document, inferred from the document itself.

Every line is read in every way openings.py knows. A reading is evidence for its family of marks when its
label looks like a speaker and what follows reads as speech; families are then compared, and the one with most
evidence is the document's. A second family is taken beside it only when it is strong too (○ for members and ●
for staff).
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ...folding import CLOSING, squeeze
from ...parsed import NO_HABITS, Habits
from ...vocabulary import HEADER_NAMES, NOT_SPEAKERS, QUESTION_PAIRS
from ..lines import Line
from ..notation.fields import field_at
from ..notation.name_evidence import KNOWN, name_evidence
from ..notation.openings import COLUMN, Opening, inline, readings
from ..notation.speakers import CERTAIN, LIKELY, NONE, could_be_name, nearest, question_word, reads_as_speech

_ENOUGH = 1.5
_BROKEN = 12
_WIDE = 80
_LONGEST_FACT = 300
_LONE = 0.9
_KIN = {"own": ("colon",), "colon": ("own",)}
_PLAIN = ("own", "space", "colon")
_SECOND_SHARE = {"plain": 0.5, "decorated": 0.2}
_UNKNOWN_SHARE = 0.5
_STILL_IN_USE = 0.2
_SEVERAL = 2
_AGAIN_AND_AGAIN = 3
_BARE_NAME = re.compile(r"([一-鿿々ヶ]{2,4})[ \u3000\t]+(?=\S)")
_LEAST_NAMED = 5
_LEAST_NAMES = 2
_NAMED_SHARE = 0.8
_KANJI = re.compile(r"[一-鿿]")
_LEAST_KNOWN = 4
_ALL_NAMED = 0.9
_ENDS = ("。", "？", "?", "！", "」")
_FIGURES = re.compile(r"[0-9]+")
_KANJI_WORD = re.compile(r"[一-鿿々ヶァ-ー﨑髙]{2,6}")
_LETTER = re.compile("[A-ZＡ-Ｚ]")
_AMOUNT = re.compile(r"[\d,.]+\D{0,2}")
_LONG_NAME = 8
_KANJI_NAME = re.compile(r"[一-鿿々﨑髙]{3,6}")


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

    def ways_to_open(self, line: Line, under: Below) -> tuple[Opening | None, Opening | None, Opening | None]:
        """The openings at the start of a line, the surest first: of a known speaker before speech, of one
        under marks that nothing else has, of a speaker's label alone."""
        found = self._readings(line)
        sure = self._best(found, line, under, begun=False)
        if sure:
            return sure, None, None
        if not found or _is_fact(line.text):
            return None, None, None
        trusted = self._best(found, line, under, begun=True)
        entry = any(_is_entry(line.text[one.text_at :], one) for one in found)
        known = [one for one in found if self.knows(one) and not (entry or _names_fact(one.label))]
        return None, trusted, max(known, key=lambda one: one.weight, default=None)

    def _readings(self, line: Line) -> list[Opening]:
        """How the line can be read with the marks of this document. 議長（佐倉） is whole where it is seen
        more than what stands behind it: ○議長（佐倉）　森野課長 calls the next to speak."""
        found = [one for one in readings(line.text) if one.family in self.families]
        whole = [one for one in found if one.printed.endswith(tuple(CLOSING)) and not one.own]
        return [one for one in found if not any(self._goes_beyond(one, short) for short in whole)]

    def _goes_beyond(self, reading: Opening, short: Opening) -> bool:
        longer = reading.text_at > short.text_at and reading.label.startswith(short.label)
        return longer and self.labels.get(short.label, 0) > self.labels.get(reading.label, 0)

    def _best(self, found: Sequence[Opening], line: Line, under: Below, *, begun: bool) -> Opening | None:
        """The best of the readings that opens a turn. Before the first turn (`begun` false) only what is
        followed by speech counts: the head of the minutes uses the same marks and labels for lists of people.
        """
        opening = (one for one in found if self._opens(one, line, under, begun=begun))
        return max(opening, key=lambda one: one.weight, default=None)

    def _opens(self, reading: Opening, line: Line, under: Below, *, begun: bool) -> bool:
        spoken = reading.quoted or reads_as_speech(said_after(reading, line.text, under))
        again = spoken and self.labels.get(reading.label, 0) > 1
        if not begun and not again and reading.family in _PLAIN and _is_fact(line.text):
            return False
        return (spoken and self.knows(reading)) or (begun and self.trusts(reading))

    def take_columns(self, lines: Collection[Line], confirmed: tuple[str, ...]) -> None:
        """Count the columns of a table among the marks, where they open turns; in the confirmed order."""
        if any(line.label for line in lines) and COLUMN not in self.families:
            families = (*self.families, COLUMN)
            self.families = confirmed if set(families) == set(confirmed) else families

    def follows(self, confirmed: tuple[str, ...]) -> bool:
        """Whether the marks are those that were confirmed, with or without their kin."""
        return self.families[: len(confirmed)] == confirmed

    def stays_with(self, confirmed: tuple[str, ...]) -> bool:
        """Whether the document, which was read with nothing confirmed, would be read just so with these."""
        marks = _confirmed(self.evidence, confirmed) if confirmed else ()
        own = [family for family in self.families if family != COLUMN]
        return self.follows(confirmed) and (not marks or own == [one for one in marks if one != COLUMN])

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
        return known and reading.family not in _PLAIN


def _is_fact(text: str) -> bool:
    """「出席者　会長　島田 健、…」: a field of the head, whatever role its value begins with."""
    named = field_at(text) if len(text) < _LONGEST_FACT else None
    return named is not None and bool(named.value) and named.key not in ("members", "staff", "body")


def _names_fact(label: str) -> bool:
    """開催場所, 傍聴者: the name of a field that names no group of people."""
    return HEADER_NAMES.get(squeeze(label), "members") not in ("members", "staff")


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
        return "" if _opens_itself(under.text) else under.text
    said = text[reading.text_at : reading.text_at + 400]
    return said if len(said) < _BROKEN or "。" in said else said + under.rest


def _opens_itself(text: str) -> bool:
    """Whether a line names who speaks: （団体Ａ） over it is a heading."""
    return any(
        one.weight >= CERTAIN and not one.own and reads_as_speech(text[one.text_at : one.text_at + 400])
        for one in readings(text[:_LONGEST_FACT])
    )


def _is_entry(said: str, label: Opening) -> bool:
    """Whether a figure or a name is all that stands behind a label (団体Ａ　３７１点, 教育長　佐倉　清夫), or
    no speech behind a letter (Ａ　就労部会)."""
    word = squeeze(said)
    if word and _LETTER.fullmatch(label.label) and not reads_as_speech(said):
        return True
    return _AMOUNT.fullmatch(word) is not None or (len(word) < _LONG_NAME and name_evidence(word) >= KNOWN)


@dataclass(slots=True)
class _Tally:
    """What speaks for one family of marks: labels of speakers before speech, and labels that are unknown."""

    family: str
    weight: float = 0.0
    labels: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    speaks: bool = False
    """Whether anybody does but groups whose names stand over points: ＜第１グループ＞ over ・…."""

    @property
    def names(self) -> set[str]:
        """Unknown labels taken for speakers: those that recur and, where several do, names seen but once. On
        lines of their own names alone, two or more, each above speech again and again."""
        least = _AGAIN_AND_AGAIN if self.family == "own" else _SEVERAL
        found = {label for label, seen in self.unknown.items() if seen >= least}
        names = {label for label in self.unknown if _KANJI_NAME.fullmatch(label)}
        if self.family == "own":
            return found & names if len(found & names) >= _SEVERAL else set()
        return found | names if len(found) >= _SEVERAL else found

    @property
    def score(self) -> float:
        """How much speaks for these marks; what recurs counts where they are more than a gap."""
        telling = self.names if self.family == "own" else set()
        if self.family in ("colon", "half", "quote") or self.family.startswith(("bullet", "bracket")):
            telling = {label for label, seen in self.unknown.items() if seen > 1}
        return self.weight + _UNKNOWN_SHARE * sum(self.unknown[label] for label in telling)


def infer(lines: list[Line], roster: str, habits: Habits = NO_HABITS) -> Layout:
    """The layout of the turns of these lines. `roster` is the squeezed text of 出席者, where names are
    looked up. What a person confirmed of the body's habits goes before inference where it fits."""
    known = habits.spellings
    tallies: dict[str, _Tally] = {}
    for index, line in enumerate(lines):
        under = below(lines, index)
        for reading in (*_best_by_family(line, roster, known), *inline(line.text)):
            tally = tallies.setdefault(reading.family, _Tally(reading.family))
            _count(tally, reading, line.text, under, roster, known)
    _settle_questions(tallies)
    names = bare_names(lines)
    if names:
        tallies.setdefault("space", _Tally("space")).weight += _UNKNOWN_SHARE * names.total()
    layout = _choose(tallies, frozenset(names), habits.layout)
    if layout.families and not any(tallies[family].speaks for family in layout.families if family in tallies):
        return Layout()
    layout.recurring |= named_throughout(lines, layout)
    return layout


def named_throughout(lines: Sequence[Line], layout: Layout) -> frozenset[str]:
    """Strange words that are names, since nearly every sentence opens with one: ［小４Ｔ］, 川向　….

    None where sentences stand without a name, or where most of the words are strange.
    """
    opened = [_perhaps_said_by(line, layout) for line in lines]
    known = [at for at, one in enumerate(opened) if one and layout.knows(one)]
    if len(known) < _LEAST_KNOWN:
        return frozenset()
    within = range(known[0], known[-1] + 1)
    found = [one.label for at in within if (one := opened[at])]
    sentences = [at for at in within if lines[at].text.endswith(_ENDS)]
    named = sum(1 for at in sentences if opened[at])
    all_named = named >= _ALL_NAMED * len(sentences) and 2 * len(known) >= len(found)
    return frozenset(found) if all_named else frozenset()


def _perhaps_said_by(line: Line, layout: Layout) -> Opening | None:
    """The opening of a line in the document's marks that speech follows, whoever it names."""
    for one in readings(line.text):
        said = line.text[one.text_at : one.text_at + 400]
        if one.family not in layout.families or not (one.quoted or reads_as_speech(said)):
            continue
        if layout.knows(one) or _perhaps_name(one):
            return one
    return None


def _perhaps_name(one: Opening) -> bool:
    """Whether a strange label can be a name, its figures aside: 小４Ｔ, 二班, 杜; before a gap only one that
    begins no sentence."""
    word = _FIGURES.sub("", squeeze(one.label))
    if _names_fact(one.label):
        return False
    if one.family == "space" and not _KANJI_WORD.fullmatch(word):
        return False
    return could_be_name(word.replace("の", "")) or _is_letter(word)


def _best_by_family(line: Line, roster: str, known: Collection[str]) -> list[Opening]:
    best: dict[str, Opening] = {}
    for reading in readings(line.text):
        both = best.get(reading.family, reading), reading
        best[reading.family] = max(both, key=lambda one: _weight(one, roster, known))
    return list(best.values())


def _weight(reading: Opening, roster: str, known: Collection[str]) -> float:
    """How much the label is a speaker's here: by its words, by the list of those present, by a person's
    word."""
    listed = reading.weight < CERTAIN and (reading.label in known or _in_roster(reading.label, roster))
    return CERTAIN if listed else reading.weight


def _count(
    tally: _Tally, reading: Opening, text: str, under: Below, roster: str, known: Collection[str]
) -> None:
    if not (reading.quoted or reads_as_speech(said_after(reading, text, under))):
        return
    tally.speaks |= not (reading.own and reading.weight < CERTAIN and under.text.startswith(("・", "•")))
    weight = _weight(reading, roster, known)
    if weight > NONE:
        tally.weight += weight
        tally.labels[reading.label] += 1
    elif could_be_name(reading.label) or (reading.family == "colon" and _is_letter(reading.label)):
        tally.unknown[reading.label] += 1


def _is_letter(label: str) -> bool:
    """梶, 森: a surname of one letter, which only a colon shows."""
    return _KANJI.fullmatch(label) is not None and label not in NOT_SPEAKERS


def _in_roster(label: str, roster: str) -> bool:
    word = squeeze(label)
    if not 2 <= len(word) <= 12 or word not in roster:
        return False
    if word.endswith("会"):  # a body that was there, not one that is spoken of
        apart = rf"(?:^|[、,・:()者市町村区県]){re.escape(word)}(?:$|[、,・:()])"
        return re.search(apart, roster) is not None
    return could_be_name(label)


def _settle_questions(tallies: dict[str, _Tally]) -> None:
    """質問 or 回答 alone is a heading; a question needs its answer in the same marks."""
    for tally in tallies.values():
        seen = {question_word(label) for label in tally.labels}
        for label in list(tally.labels):
            word = question_word(label)
            mates = [set(pair) for pair in QUESTION_PAIRS if word in pair]
            if mates and not any(mate <= seen for mate in mates):
                tally.weight -= tally.labels.pop(label)


def _choose(tallies: dict[str, _Tally], names: frozenset[str], confirmed: tuple[str, ...]) -> Layout:
    scores = {family: tally.score for family, tally in tallies.items()}
    families = _confirmed(scores, confirmed) or _strongest(scores)
    labels: Counter[str] = Counter()
    recurring = set(names if "space" in families else ())
    for tally in (tallies[family] for family in families if family in tallies):
        labels.update(tally.labels)
        recurring |= tally.names if tally.family != "space" else set()
    return Layout(families, dict(labels), frozenset(recurring), scores)


def _confirmed(scores: dict[str, float], confirmed: tuple[str, ...]) -> tuple[str, ...]:
    """The confirmed marks with their kin, where the document uses them and no others incomparably more."""
    score = sum(scores.get(family, 0) for family in confirmed)
    if score < max(LIKELY, _STILL_IN_USE * max(scores.values(), default=0)):
        return ()
    kin = (one for one in scores if any(_is_kin(one, family) for family in confirmed))
    return (*confirmed, *(one for one in kin if one not in confirmed and scores[one] >= LIKELY))


def _strongest(scores: dict[str, float]) -> tuple[str, ...]:
    """The marks with most evidence and those that go with them; none where there is too little."""
    winner = max(scores, key=lambda family: scores[family], default="")
    if not winner or scores[winner] < (_LONE if winner.startswith("bracket") else _ENOUGH):
        return ()
    others = (family for family in scores if family != winner)
    return (winner, *(one for one in others if _joins(one, scores[one], winner, scores[winner])))


def _joins(family: str, score: float, winner: str, top: float) -> bool:
    """Whether a family is used beside the winner and is no chance likeness."""
    if family.startswith("bracket") and winner in ("space", "colon"):
        return score >= CERTAIN
    if _is_kin(family, winner):
        return score >= LIKELY
    share = _SECOND_SHARE["plain" if family in _PLAIN and winner not in _PLAIN else "decorated"]
    return score >= 2 and score >= share * top


def _is_kin(family: str, winner: str) -> bool:
    """Marks that one document may well mix: ○ for members and ● for staff, a label alone or before 「：」."""
    bullets = family.startswith("bullet") and winner.startswith("bullet")
    return bullets or family in _KIN.get(winner, ())


def bare_names(lines: Sequence[Line]) -> Counter[str]:
    """Surnames before a space, with no list of those present: 「大森　それでは始めます。」. None, unless they
    open nearly every sentence from the first to the last.

    A name proves nothing by itself. A page on which four of five sentences open with one of a few words of
    two to four kanji and a space, each again and again, is a record of who said what.
    """
    opened = [_bare_name(line) for line in lines]
    seen = Counter(name for name in opened if name)
    again = Counter({name: times for name, times in seen.items() if times > 1})
    if len(again) < _LEAST_NAMES or sum(seen.values()) < _LEAST_NAMED:
        return Counter()
    at = [index for index, name in enumerate(opened) if name in again]
    within = range(at[0], at[-1] + 1)
    sentences = [index for index in within if lines[index].text.endswith(("。", "？", "?"))]
    named = sum(1 for index in sentences if opened[index])
    enough = named >= _NAMED_SHARE * len(sentences) and sum(again.values()) >= _NAMED_SHARE * sum(
        seen.values()
    )
    return Counter({name: seen[name] for index in within if (name := opened[index])}) if enough else Counter()


def _bare_name(line: Line) -> str:
    found = _BARE_NAME.match(line.text)
    if not found:
        return ""
    name = found.group(1)
    return name if could_be_name(name) and reads_as_speech(line.text[found.end() :]) else ""
