"""A printed stretch of people read as one: where each entry ends, and what of it is name, office and note.

Every way to read the words is scored by how much each word looks like what it is taken for
(name_evidence.py); the best way over the whole stretch wins. So 「根岸経理課長」 is 根岸 with his office, and
「総務課長　佐藤」 one person and not two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ...folding import OPENING, squeeze, unbracket
from ...vocabulary import COLLECTIVES, DEPARTMENT_BEGINNINGS, GIVEN_NAME_ENDINGS, ROLES, SURNAMES
from ..notation.name_evidence import (
    KNOWN,
    NEVER,
    begins_department,
    given_evidence,
    heads_section,
    is_category,
    is_direction,
    is_mayor,
    is_seat,
    name_evidence,
    office_evidence,
    role_at_end,
    surname_evidence,
    without_honorific,
)
from .people_groups import PRESIDING

_MOST_WORDS = 12
_MOST_LETTERS = 7
_LONGEST_STRETCH = 600
_WIDE = 3
_TAB = 8
_PART_OF_NAME = re.compile(r"[(（](?:一社|公社|一財|公財|株|有|社|財|福|医|学|同|NPO|ＮＰＯ)[)）]")
_DOTS = re.compile(r"・{2,}|[…‥]+")
_WORD = re.compile(r"[^\s（(【［〔\[：:／/※…‥・]|・(?!・)")
_LETTERED = re.compile(r"[^\s（(【［〔\[：:\d]")
_SECTION = re.compile(r"[課係室部局].")
_COUNT = re.compile(r"[0-9０-９]{1,3}[名人]")
_IN_KANA = re.compile(r"[ぁ-んー]+|[ァ-ヴー]+")
_FOREIGN = re.compile(r"[ァ-ヴー]+・[ァ-ヴー・]+")


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of a list of people; without `name` an office or a body.

    `office` stands before the name or right behind it, `beside` apart behind it (an office, or where somebody
    comes from), `notes` in brackets. `lead` stands before a colon; `glued` says that the office stands right
    behind the name. `sure` is False where nobody can tell what the words are.
    """

    text: str
    name: str = ""
    office: str = ""
    beside: str = ""
    notes: tuple[str, ...] = ()
    lead: str = ""
    glued: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with the width of the gap before it. `start` and `stop` frame it with its notes in the text."""

    text: str
    gap: int
    start: int
    stop: int
    notes: tuple[str, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """A reading of some words as a name, perhaps with an office glued to it."""

    words: int
    score: float
    name: str
    office: str = ""
    before: bool = False


Style = tuple[tuple[str, float], ...]
"""How the people of a list are printed: how many have each form of name and each place of office, set against
the usual one."""
_FORM, _PLACE, _USUAL = 4.0, 2.0, 0.8
_FEWEST = 2
_LONGEST_SURNAME = 3


def style_of(stretches: Iterable[Sequence[Person]]) -> Style:
    """In what style a list prints its people. Two words that may be two surnames or one name tell nothing."""
    forms: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for stretch in stretches:
        halves = {at for at, pair in enumerate(pairwise(stretch)) if _may_be_one(*pair)}
        halves |= {at + 1 for at in halves}
        for person in (one for at, one in enumerate(stretch) if one.sure and at not in halves):
            forms[_form(person.name)] += 1
            places[_place(person.office, person.beside, glued=person.glued)] += 1
    if max(forms.values(), default=0) < _FEWEST:
        return ()
    return tuple(
        (trait, count / max(counted.values()))
        for counted in (forms, places)
        for trait, count in counted.items()
    )


def _may_be_one(first: Person, second: Person) -> bool:
    """Whether two words that were read as two surnames may be one name: 委員　三原　真弓."""
    surnames = _form(first.name) == _form(second.name) == "surname"
    return surnames and not (first.glued or second.office)


def _form(name: str) -> str:
    if not name or " " in name:
        return "in two words" if name else "nameless"
    return "whole" if len(name) > _LONGEST_SURNAME and name not in SURNAMES else "surname"


def _place(office: str, beside: str, *, glued: bool) -> str:
    return "glued" if glued else "beside" if beside else "before" if office else "bare"


def _in_style(style: Style, name: str, office: str, beside: str, *, glued: bool) -> float:
    """How well an entry goes with the others of its list."""
    if not style:
        return 0.0
    share = dict(style)
    form, place = share.get(_form(name), 0.0), share.get(_place(office, beside, glued=glued), 0.0)
    if len(name) == _LONGEST_SURNAME and name not in SURNAMES:  # 豊科茂 may be either
        form = max(form, share.get("whole", 0.0))
    return _FORM * (form - _USUAL) + _PLACE * (place - _USUAL)


@lru_cache(maxsize=4096)
def people_in(text: str, style: Style = ()) -> tuple[Person, ...]:
    """The people of a stretch without commas, in order; together they hold all of its words. `style` is that
    of the list."""
    if len(text) > _LONGEST_STRETCH:
        return (Person(text.strip(), sure=False),)
    words = _words_of(text)
    best: list[tuple[float, int, Person | None]] = [(0.0, 0, None)]
    for stop in range(1, len(words) + 1):
        best.append(
            max(
                (_entry_ending(text, words, start, stop, best[start][0], style) for start in _starts(stop)),
                key=lambda found: found[0],
            )
        )
    found: list[Person] = []
    at = len(words)
    while at:
        _, at, person = best[at]
        found.extend([person] if person else [])
    return tuple(reversed(found))


def person_in(text: str) -> Person | None:
    """The one person of a stretch that holds nobody else, as a cell of names does."""
    words = _words_of(text)
    return _read(text, words)[1] if words and len(words) <= _MOST_WORDS else None


def _starts(stop: int) -> range:
    return range(max(0, stop - _MOST_WORDS), stop)


def _entry_ending(
    text: str, words: list[_Word], start: int, stop: int, before: float, style: Style
) -> tuple[float, int, Person | None]:
    score, person = _read(text, words[start:stop], style)
    return before + score + (_boundary(words, start) if start else 0.0), start, person


def _boundary(words: list[_Word], at: int) -> float:
    """How well an entry begins here, by the gap before it."""
    gap = words[at].gap
    if gap >= _WIDE:
        return 0.0
    inside = len(words[at - 1].text) == len(words[at].text) == 1  # a name whose letters are set apart
    return -4.0 if inside else -1.0


def _words_of(text: str) -> list[_Word]:
    """Words parted by space, each with the notes in brackets behind it; a bracket at the front is a word."""
    words: list[_Word] = []
    at = 0
    gap = 0
    while at < len(text):
        dots = _DOTS.match(text, at)
        if dots:
            gap += _TAB
            at = dots.end()
            continue
        if text[at].isspace() or text[at] in "：:／/":
            gap += _width(text[at])
            at += 1
            continue
        if text[at] == "※" and words:
            words = _with_note(words, text[at + 1 :], gap, at, len(text))
            break
        bracket = unbracket(text[at:], 200) if text[at] in OPENING else None
        if bracket and not _PART_OF_NAME.match(text, at):
            stop = len(text) - len(bracket[2])
            words = _with_note(words, bracket[1], gap, at, stop)
        else:
            stop = _end_of_word(text, at)
            words += _parted(_Word(text[at:stop], gap, at, stop, leads=_leads(text, at, stop)))
        at, gap = stop, 0
    return words


def _width(space: str) -> int:
    return _TAB if space in "\t／/" else 2 if space == "\u3000" else 1


def _leads(text: str, start: int, stop: int) -> bool:
    """Whether a colon follows the word; a slash is one behind an office (委員長／佐藤)."""
    while text[stop : stop + 1] in (" ", "\u3000"):
        stop += 1
    sign = text[stop : stop + 1]
    return (
        sign in ("：", ":")
        or bool(_DOTS.match(text, stop))
        or (sign in ("／", "/") and office_evidence(text[start:stop].strip()) > 0)
    )


def _parted(word: _Word) -> list[_Word]:
    """Two people with a dot between them as two words: 谷課長・牛尾主査, 丈・久松; not 保険医・薬剤師代表.
    An office or a seat before the dot is of the name behind it: ３番・佐藤."""
    first, dot, second = word.text.partition("・")
    leads = squeeze(first) in ROLES or is_seat(first)
    parts = word.text.split("・")
    people = dot and second and (leads or all(map(_ends_name, parts)) or all(map(role_at_end, parts)))
    if not people or _FOREIGN.fullmatch(word.text) or is_category(word.text):
        return [word]
    at = word.start + len(first)
    return [
        _Word(first, word.gap, word.start, at, leads=leads),
        *_parted(_Word(second, _TAB, at + 1, word.stop, leads=word.leads)),
    ]


def _ends_name(word: str) -> bool:
    if office_evidence(word) > 0:
        return squeeze(word) in ROLES
    one = max((name.score for name in _in_one_word(word)), default=NEVER)
    return max(one, given_evidence(word) - 1) > -1


def _with_note(words: list[_Word], note: str, gap: int, start: int, stop: int) -> list[_Word]:
    if not words:
        return [_Word(note.strip(), gap, start, stop)]
    last = words[-1]
    kept = _Word(last.text, last.gap, last.start, stop, (*last.notes, note.strip()), last.leads)
    return [*words[:-1], kept]


def _end_of_word(text: str, at: int) -> int:
    stop = at
    while stop < len(text):
        part = _PART_OF_NAME.match(text, stop)
        if part:
            stop = part.end()
        elif _WORD.match(text, stop):
            stop += 1
        else:
            break
    return max(stop, at + 1)


def _read(text: str, words: list[_Word], style: Style = ()) -> tuple[float, Person]:
    """The best reading of these words as one entry."""
    printed = text[words[0].start : words[-1].stop].strip()
    notes = tuple(note for word in words for note in word.notes)
    best = -3.0 * len(words) - 4.0 * bool(style), Person(printed, notes=notes, sure=False)
    for count, score, office in _offices_before(words):
        lead = next((word.text for word in words[:count] if word.leads), "")
        if count == len(words):
            alone = score - 1.5 + _in_style(style, "", office, "", glued=False)
            found = alone, Person(printed, "", office, notes=notes, lead=lead)
            best = max(best, found, key=lambda one: one[0])
            continue
        for name in _names_at(text, words, count):
            rest = words[count + name.words :]
            behind = _office_behind(rest, named=bool(name.office or office), glued=bool(name.office))
            if behind <= NEVER / 2:
                continue
            whole = score + name.score + behind + _fit(office, name)
            apart = words[count].gap >= _WIDE  # 佐倉　会長　　林　副会長
            whole -= 3.0 * (apart and 0 < words[0].gap < words[count].gap)
            beside = " ".join(word.text for word in rest)
            full = _both(office, name, leads=bool(lead))
            glued = bool(full) and full == name.office and not name.before
            whole += _in_style(style, name.name, full, beside, glued=glued)
            if whole > best[0]:
                best = whole, Person(printed, name.name, full, beside, notes, lead, glued=glued)
    return best


def _fit(office: str, name: _Name) -> float:
    """How well an office stands before this name: what ends with a role and opens a name is one, whatever the
    section is called; two offices are for two people."""
    if not office:
        return 0.0
    word = office.split(" ")[-1]
    if squeeze(word) in ROLES or word.endswith("事務局"):
        return 1.5
    if not role_at_end(squeeze(word)):  # みどり市　佐倉; 根室　沙織 is one person
        return 1.5 if " " in name.name or name_evidence(name.name) >= 0 else 0.0
    if name.office and not name.before:
        return -4.0
    role = role_at_end(squeeze(word))
    town = role[0] in "市町村区"  # 高槻市長　木暮　一郎
    place = town or heads_section(role) or role[0] in "校園館所院"
    if not place and name_evidence(word[: -len(role)]) > 0:
        return 0.0  # 小牧弘子副委員長　須崎勲
    known = not town and (word[:2] in SURNAMES or word[:3] in SURNAMES)
    return 1.5 if known else 1.5 + max(0.0, (5.0 if town else 2.0) - office_evidence(word))


def _both(office: str, name: _Name, *, leads: bool) -> str:
    """「保育課　安西課長」 gives 保育課 課長. A whole office before the name stays alone; a group is none."""
    stands_for = name.office == "委員" and is_category(office)  # 学識経験者　石田委員
    if name.office and (leads or squeeze(office) == "委員" or stands_for):  # 環境課：木下係長, 委員：深津会長
        return name.office
    if name.office and (squeeze(office) in COLLECTIVES or office.endswith("事務局")):
        return f"{office} {name.office}"
    if not name.office or (role_at_end(squeeze(office)) and not is_seat(office)):
        return office or name.office
    return f"{office} {name.office}".strip()


def _offices_before(words: list[_Word]) -> Iterator[tuple[int, float, str]]:
    """Ways to take the first words as what somebody is: a department, an office, a seat, in this order."""
    yield 0, 0.0, ""
    count, score, parts = 0, 0.0, list[str]()
    while count < len(words):
        taken, evidence, office = _office_at(words, count)
        if not taken or (parts and is_seat(parts[-1])):
            return
        if count and words[count - 1].leads and not is_seat(office) and role_at_end(squeeze(office)):
            parts = []  # 環境課：課長 …: the group is no part of the office
        if parts and role_at_end(squeeze(parts[-1])) and not is_seat(office):
            role = role_at_end(squeeze(office))
            if not role or len(role) == len(office) or squeeze(parts[-1]) not in PRESIDING:
                return
            office = parts.pop()  # 会長　松葉町自治会長　三好 一夫
        if parts and _within_itself(parts[-1], office):
            return
        seat = is_seat(office) and parts
        parts = [office] if seat and squeeze(parts[-1]) == "委員" else parts if seat else [*parts, office]
        score += evidence
        count += taken
        yield count, score, " ".join(parts)


def _within_itself(section: str, office: str) -> bool:
    """「学校教育課　久御山課長」: a section has none of its kind within it; 久御山 is its head's name."""
    role = role_at_end(squeeze(office))
    return len(role) < len(office) and heads_section(role) and section.endswith(role[0])


def _office_at(words: list[_Word], at: int) -> tuple[int, float, str]:
    """How many words from here are an office, with its evidence: 会長 one, 「会　長」 two."""
    letters = at
    while letters < len(words) and len(words[letters].text) == 1 and letters - at < _MOST_LETTERS:
        letters += 1
    for stop in range(letters, at + 1, -1):
        joined = "".join(word.text for word in words[at:stop])
        if joined in ROLES and words[stop - 1].gap > words[at + 1].gap:
            continue  # 委　員　　長　谷　部
        headed = bool(role_at_end(joined)) and begins_department(joined)  # 総　務　課　長
        if joined in ROLES or headed or words[stop - 1].leads:
            return stop - at, 4.0, joined
    word = words[at].text
    if len(word) == 1 and letters - at > 1 and not words[at].leads:  # 市　戸　ゆたか
        return 0, NEVER, ""
    evidence = NEVER if _COUNT.fullmatch(word) else office_evidence(word)
    before_role = at + 1 < len(words) and words[at + 1].text in ROLES and len(word) > 3
    unlisted = _nameless(word) or (before_role and word not in SURNAMES)
    if evidence <= NEVER / 2 and unlisted and at + 1 < len(words):
        return 1, -1.0, word  # a body on no list, before a name
    return (1, evidence, word) if evidence > NEVER / 2 else (0, NEVER, "")


def _nameless(word: str) -> bool:
    """Whether a word can be no part of a name, though of what somebody is."""
    return (
        not _COUNT.fullmatch(word)
        and max(surname_evidence(word), given_evidence(word), name_evidence(word)) <= NEVER / 2
    )


def _office_behind(words: list[_Word], *, named: bool, glued: bool) -> float:
    """How well these words say, behind a name, what somebody is; 0 where there are none."""
    if not words:
        return 0.0
    if len(words) > 2 or any(word.leads for word in words):
        return NEVER
    score = -1.5 if named else -0.5
    for word in words:
        evidence = office_evidence(word.text)
        if glued and word.gap and len(role_at_end(word.text)) not in (0, len(word.text)):
            evidence -= 4.0  # 浦河市民部長　様似環境課長
        if evidence <= NEVER / 2:
            evidence = -0.5 if _nameless(word.text) and _LETTERED.match(word.text) else NEVER
        score += evidence + (4.0 if not word.gap else 0.0)
    return score


def _names_at(text: str, words: list[_Word], at: int) -> Iterator[_Name]:
    """Ways to read a name from this word on."""
    yield from _in_one_word(words[at].text)
    yield from _in_two_words(words, at)
    yield from _in_letters(text, words, at)
    yield from _given_in_letters(words, at)


def _in_one_word(printed: str) -> Iterator[_Name]:
    """佐藤, 佐藤一郎, 佐藤課長, 佐藤一郎総務課長, 委員佐藤."""
    word = without_honorific(printed)
    if word != printed and word:
        yield _Name(1, max(name_evidence(word), -1.0) + 1.5, word)
    evidence = name_evidence(printed)
    if evidence > NEVER / 2:
        yield _Name(1, evidence, printed)
    yield from _with_office_behind(printed)
    for at in range(1, min(len(printed), 12)):
        before, after = printed[:at], without_honorific(printed[at:].removeprefix("の"))
        office = before == "同" or (at > 1 and before in ROLES)
        if office and name_evidence(after) >= KNOWN - 1:
            yield _Name(1, 2.0 + name_evidence(after), after, before, before=True)


def _with_office_behind(printed: str) -> Iterator[_Name]:
    """佐藤課長, 佐藤一郎総務課長. A cut between surname and department beats one inside the department."""
    if squeeze(printed) in ROLES or is_category(printed) or is_mayor(printed):
        return
    cuts = [at for at in range(1, min(len(printed) - 1, 7)) if role_at_end(printed[at:])]
    sure = [at for at in cuts if printed[:at] in SURNAMES and begins_department(printed[at:])]
    last = max((at for at in cuts if begins_department(printed[at:])), default=0)
    for at in cuts:
        before, after = printed[:at], printed[at:]
        if before.endswith("同"):
            continue  # 佐藤同|主査
        if begins_department(printed) and (_inside_department(printed, at) or not begins_department(after)):
            continue  # 林|業振興課長, 上下|水道局長
        evidence = _bare(before) + _glued_office(after)
        if before in SURNAMES:
            evidence += 0.3 * len(before)  # 小田中|経理課長 rather than 小田|中経理課長
        else:
            fragment = after not in ROLES and sure and at > min(sure)  # 石井健|康福祉部長
            evidence -= 2.0 if fragment or len(role_at_end(printed)) > len(after) else 0.5
            evidence -= 2.0 * heads_section(after)
            begun = before[:2] in SURNAMES or before[:3] in SURNAMES
            evidence -= 2.0 * (begun and _SECTION.search(after) is not None)  # 栗栖|スマート推進課主幹
            evidence -= 2.0 * (begun and heads_section(after) and before[-1] not in GIVEN_NAME_ENDINGS)
            evidence -= 0.0 if after in ROLES or begins_department(after) else 1.0
        evidence -= _torn_by(before, after, last)
        if evidence > NEVER / 2:
            yield _Name(1, evidence, before, after)


def _torn_by(before: str, after: str, last: int) -> float:
    """What speaks against an office that begins in the middle of a word. `last` is the last place where a
    department may begin."""
    role = role_at_end(after)
    if after == role:
        return 0.0
    begun = begins_department(after)
    if after[0] in "課係室部局" or (is_direction(before) and begun and not heads_section(role)):
        return -NEVER  # 長谷|部広報課長
    against = 0.0
    if len(after) == len(role) + 1:
        against += 3.0 if heads_section(role) else 0.5  # 富士|見部長, 松|前委員
    fragment = len(before) == 1 or (before not in SURNAMES and len(before) < last - 1)
    if not begun and fragment and len(before) < last:
        against += 4.0  # 平|取議会事務局長, 新上|五島福祉部長
    if _IN_KANA.fullmatch(before):
        against += 3.0  # はるかぜ大学教授
    if after[0] in "市区町村県" and len(after) > 2 and not begun:
        against += 4.0  # 中野|区教育委員会委員長
    return against


def _inside_department(printed: str, at: int) -> bool:
    """Whether a cut parts the word that a department begins with: 上下|水道局長."""
    words = [word for word in DEPARTMENT_BEGINNINGS if printed.startswith(word)]
    return printed[:at] not in SURNAMES and bool(words) and min(map(len, words)) > at


def _bare(name: str) -> float:
    """A name before its office: a surname alone is usual there."""
    return max(name_evidence(name), surname_evidence(name))


def _glued_office(office: str) -> float:
    """What the office behind a surname weighs: 経理課長 is one, 務課長 is the rest of another."""
    evidence = office_evidence(office)
    return evidence - 1.5 + 0.2 * min(len(office), 4) if evidence > NEVER / 2 else NEVER


def _in_two_words(words: list[_Word], at: int) -> Iterator[_Name]:
    """「佐藤　一郎」, 「佐藤　一郎委員」, 「佐藤　一郎 君」."""
    if at + 1 >= len(words) or words[at].leads:
        return
    first, second = words[at].text, words[at + 1]
    surname = surname_evidence(first)
    if surname <= NEVER / 2:
        return
    given = without_honorific(second.text) or second.text
    near = max(surname, -0.3) + (1.0 if second.gap < _WIDE else 0.8)
    after = 1 if at + 2 < len(words) and not without_honorific(words[at + 2].text) else 0
    if given_evidence(given) > NEVER / 2:
        yield _Name(2 + after, near + given_evidence(given) + 0.5 * after, f"{first} {given}")
    for cut in range(1, min(len(second.text) - 1, 5)):
        office = second.text[cut:]
        within = begins_department(second.text) and not begins_department(office)  # 佐藤　環|境政策課長
        if role_at_end(office) and not within:
            evidence = near + given_evidence(second.text[:cut]) + _glued_office(office)
            yield _Name(2, evidence, f"{first} {second.text[:cut]}", office)


def _in_letters(text: str, words: list[_Word], at: int) -> Iterator[_Name]:
    """「佐 倉　清 夫」: a name whose letters are set apart, perhaps only those of one half."""
    stop = at
    while (
        stop < len(words) and stop - at < _MOST_LETTERS and len(words[stop].text) <= (1 if stop == at else 4)
    ):
        single = len(words[stop].text) == 1
        stop += 1
        if stop - at > 2 or (stop - at == 2 and not single and words[at].text not in SURNAMES):
            yield from _joined(text, words[at:stop], words[stop : stop + 1])
        if not single:
            return


def _given_in_letters(words: list[_Word], at: int) -> Iterator[_Name]:
    """「佐々木　京　子」: a surname of the list before a given name in two letters set apart."""
    surname, letters = words[at].text, words[at + 1 : at + 3]
    known = surname_evidence(surname)
    if known <= NEVER / 2 or len(surname) < 2 or [len(word.text) for word in letters] != [1, 1]:
        return
    given = "".join(word.text for word in letters)
    evidence = given_evidence(given)
    if letters[1].gap:
        after = 1 if at + 3 < len(words) and not without_honorific(words[at + 3].text) else 0
        yield _Name(3 + after, known + evidence + 1.0 + 0.5 * after, f"{surname} {given}")


def _joined(text: str, letters: list[_Word], following: list[_Word]) -> Iterator[_Name]:
    """The letters put together: at their widest gap in two, where one is wider than the others."""
    if not without_honorific(letters[-1].text):
        return
    gaps = [word.gap for word in letters[1:]]
    widest = max(gaps)
    apart = gaps.index(widest) + 1 if gaps.count(widest) == 1 and len(set(gaps)) > 1 else 0
    halves = [letters[:apart], letters[apart:]] if apart else [letters]
    parts = ["".join(word.text for word in part) for part in halves]
    if any(word.leads for word in letters[:-1]):
        return
    if len(parts) == 2:
        evidence = surname_evidence(parts[0]) + given_evidence(parts[1]) + 1.0 + 0.5 * len(parts[0])
    else:
        evidence = name_evidence(parts[0]) + 0.5
    if len(letters) > 2 and all(len(word.text) == 1 for word in letters):
        evidence += 0.5 * len(letters)
    name = " ".join(parts)
    yield _Name(len(letters), evidence, name)
    if following and not without_honorific(following[0].text):
        yield _Name(len(letters) + 1, evidence + 1.0, name)
