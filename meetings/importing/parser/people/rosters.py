"""A printed line of a list of people taken apart: groups, counts, and the entries of people between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ...folding import BULLETS, CLOSING, OPENING, half, squeeze, unbracket
from ...vocabulary import COLLECTIVES, HEADER_NAMES, ROLES
from ..notation.fields import key_of
from ..notation.name_evidence import (
    KNOWN,
    NEVER,
    heads_section,
    is_category,
    is_seat,
    name_evidence,
    office_evidence,
    role_at_end,
)
from ..notation.numerals import number_of
from ..tables.table_people import kind_of_column
from .people_groups import CAME, SIDES, WHERE
from .person_entries import Person, Style, people_in, person_in, style_of

_GAP = re.compile(r"\s{3,}|\u3000{2,}|\t")
_SIGNS = BULLETS.replace("※", "") + "×✕✖"
_BEFORE_SIGN = re.compile(r"[\s、]+(?=[" + re.escape(_SIGNS.replace("・", "")) + r"])")
_AND = re.compile(r"、?(?:及び|並びに|および|ならびに|ほか、?(?=事務局))")
_TOTAL_SAID = re.compile(r"[(（]\s?以上\s?\d{1,3}\s?[名人]\s?[)）]")
_AFTER_COUNT = re.compile(
    r"(?<=[名人)）])[ \u3000\t]+(?=[^\d(（]{0,8}\d{1,4}[名人])|(?<=[\d０-９][名人])[ \u3000\t]+"
)
_NUMBERED = re.compile(r"^(?:[(（]?\d{1,2}[)）.．]\s*|[①-⑳⑴-⒇]\s*|\d{1,2}[ \u3000\t]+)(?=[^\d号番])")
_BEFORE_CLASS = re.compile(r"(?<=[0-9０-９])[ \u3000](?=号委員)")
_LEADING = re.compile(r"^(\s*[^\s()（）、，,]{1,8})[)）](?=\s*\S)")
"""「委員）佐倉」"""
_CAME_BEFORE = re.compile(r"\s*((?:オンライン|会場)?[出欠]席者?)[ \u3000\t]+(?=\S)")
_MARK = re.compile(r"(?<=\s)([○◯〇×✕✖]|出席|欠席|出|欠)(?=[\s、]|$)")
_GLUED_MARK = re.compile(r"(?<=[一-鿿々ぁ-んァ-ヶ])(?=[○◯〇×✕✖](?:[\s、]|$))")
_GROUP_END = re.compile(
    r"(?:代表|選出|推薦|関係|者|員|団体|公募|出席|欠席|参加|オンライン|[市町村区県住]民)$"
)
_COUNT_WITH_NAMES = re.compile(
    r"(\D{0,8}?)\s?(?:\d{1,3}\s?[名人]中、?)?\d{1,3}\s?[名人]\s?[(（]([^0-9０-９]*[、，,][^0-9０-９]*)[)）]$"
)
_MORE = re.compile(r"\s*(?:ほか|外|他|以下|以上|(?<![一-鿿])合?計)[^\d\s、]{0,6}\s*\d{1,3}\s*[名人]$")
_TAIL_COUNT = re.compile(r"\s\d{1,3}[名人]$")
_NOTE = re.compile(r"[（(【［〔\[][^（()）】［］〔〕\[\]]*[)）】］〕\]]|※.*")
_NOTED = re.compile(
    r"[（(〔\[]\s?[^（()）〔〕\[\]]{0,20}(?:敬称略|[○×]|順不同|五十音順|[5５][0０]音順|略)[^（()）〔〕\[\]]{0,20}[)）〕\]]"
)
_TOTAL = re.compile(r"[(（]\s?(?:以上|計)?\s?\d{1,3}\s?[名人]\s?[)）]$")
_COUNT = re.compile(
    r"(?P<of>\D{0,20}?)(?P<all>\d{1,4}|[一二三四五六七八九十百]{1,5})(?:名|人|世帯|通|社|団体)"
    r"(?:中,?、?(?P<came>\d{1,4})(?:名|人))?(?:が?(?P<how>出席|参加|欠席))?"
)
_ONLY_COUNT = re.compile(r"(?<=.)\((\d{1,4}[名人])\)$")
_LISTS = re.compile(r"[（(]\s*([^\s（()）：:、]{2,10})(?:\s*[：:]\s*|(?<=欠席)\s)[^（()）：:]+[)）]\s*$")
_SLASHES = re.compile(r"\s?[／/]\s?")
_EACH = re.compile(r"(.+?)\s?の?[各両](\S{2,4}?)(?:[(（]\d{1,3}[名人][)）])?")
_SECTION = re.compile(
    r"(?:(?P<side>\S{2,10})\s+)?(?P<body>(?:[(（][株有][)）])?[^\s()（）]{2,16})[(（](?P<names>[^()（）]{1,60}、[^()（）]{1,60})[)）]"
)
_SIDE = re.compile(
    r"(?:[(（［\[【〔](?P<inside>[^\s()（）［］\[\]【】〔〕]{1,10})[)）］\]】〕]\s?"
    r"|(?P<before>[^\s()（）、:：]{1,10})(?:[ \u3000]{2,}|\t))(?=\S)"
)
_REMARK = re.compile(
    r"^凡例|[。…]|からの|意見|質問|が(?:出席|欠席|開|あり|なか)|[一-鿿ァ-ヴー]を(?!代表する|有する|営む)|[一-鿿](?<!又)は[一-鿿]|により|について|に関する|ため|ます$|した$|こと|である|とする|のとおり|参照"
    r"|敬称|順不同|五十音|50音|定足数|名簿|(?:令和|平成|昭和)[\d元]|午[前後]|\d[年月日時条項円件]|別紙|別添"
)
_BREAKDOWN = re.compile(r"[（(][^（()）]*\d[名人][^（()）]*[)）]")
_HEADING = re.compile(r"(?:.{4,40}により、?)?(?:説明|職務)のため.{0,8}出席.{0,14}")
_ROOM = re.compile(r"会議室|\d階|第[0-9０-９一二三四五]\S{0,4}室")
_NOBODY = re.compile(
    r"(?:欠席者?|傍聴者?|該当者?)?(?:は?(?:なし|無し|無|いない|ありません|特になし|0[名人]?|[-－―ー]+))(?:\(全員出席\))?|全員出席|未定|欠員"
)
_PEOPLE = ("attendees", "absent", "members", "staff", "observers")
_FEWEST = 2
_LONGEST_GROUP = 24
_LONGEST_ROW = 4000


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of a line: a group that begins (【事務局】), a count (委員８名), or somebody.

    `mark` is printed behind the name (○, 欠席), `sign` before it (◎). `last` says that nothing follows up to
    the comma.
    """

    text: str
    person: Person | None = None
    group: str = ""
    count: int | None = None
    counted: str = ""
    total: bool = False
    mark: str = ""
    sign: str = ""
    last: bool = True
    hosts: bool = False
    """Whether the group is a body or a side whose offices follow without names: （図書館）館長、副館長."""


def cells_of(line: str) -> list[str]:
    """The line as cells of a row: parted by tabs, else by wide gaps."""
    return [cell.strip() for cell in (line.split("\t") if "\t" in line else _GAP.split(line))]


def columns_in(cells: list[str]) -> tuple[str, ...]:
    """What each column holds where these cells are the head of a table of people; else nothing."""
    kinds = [kind_of_column(squeeze(cell)) for cell in cells]
    return tuple(kinds) if len(kinds) > 1 and "name" in kinds and all(kinds) else ()


def is_remark(text: str) -> bool:
    """Whether the words say something about the list (敬称略, 別紙のとおり) or are no list at all."""
    squeezed = squeeze(text)
    return squeezed.startswith("※") or bool(_REMARK.search(squeezed))


def is_nobody(text: str) -> bool:
    """なし, 欠席なし."""
    return bool(_NOBODY.fullmatch(squeeze(text)))


def entries_on(line: str, style: Style = ()) -> list[Entry]:
    """What a line of a list holds, in order; `style` is that of the list."""
    if len(line) > _LONGEST_ROW:
        line = line[:_LONGEST_ROW]  # no line of people is longer
    if line.lstrip().startswith("※") or columns_in(line.split()):  # 番号　氏名　　役職　　出欠
        return []
    line = _LEADING.sub(r"\1：", _BEFORE_CLASS.sub("", line))
    came = _CAME_BEFORE.match(line)
    if came:
        return [Entry(came[1], group=came[1]), *entries_on(line[came.end() :], style)]
    side = _side_of(line)
    if side:
        rest = line[line.index(side) + len(side) :].lstrip(CLOSING + " \u3000\t")
        return [Entry(side, group=side, hosts=True), *entries_on(rest, style)]
    before, inside = _list_in_brackets(line)
    if inside:
        return entries_on(before, style) + entries_on(inside, style)
    marked = _between_marks(line, style)
    if marked:
        return marked
    found: list[Entry] = []
    total = _TOTAL if "、" in line else _TOTAL_SAID
    line = _NOTED.sub("", total.sub("", _NUMBERED.sub("", line.strip(), count=1)))
    counted = _COUNT_WITH_NAMES.fullmatch(line)
    if counted and any(one.person and one.person.name for one in entries_on(counted[2])):
        chair, more, group = counted[1].rpartition("ほか")  # 佐藤会長ほか委員３名（…）
        found += entries_on(chair) if more else []
        found += [Entry(group, group=group.strip())] if group.strip() else []
        line = counted[2]
    parts = _each_with_office(_between_commas(line))
    pieces = [_BEFORE_SIGN.split(part.strip()) for part in parts]
    for signed in pieces:
        entries = [list(_entries_in(piece, style)) for piece in signed]
        for ahead in entries[:-1]:  # 委員　◎佐倉　○林
            ahead[-1:] = [replace(one, last=False) for one in ahead[-1:]]
        found += chain.from_iterable(entries)
    return found


def _side_of(line: str) -> str:
    """「（図書館）館長、奉仕係長」, 「学校　　校長、教頭」: a body before several offices without names."""
    found = _SIDE.match(line)
    side = found["inside"] or found["before"] if found else ""
    clerks = squeeze(side) == "幹事"
    if not found or _names_kind(side) or is_category(side) or (role_at_end(squeeze(side)) and not clerks):
        return ""
    people = [one.person for one in entries_on(line[found.end() :])] if office_evidence(side) > 0 else []
    roles = [role_at_end(squeeze(one.office)) if one and one.sure else "" for one in people]
    chiefs = clerks and all(roles) and heads_section(roles[0])  # 幹事　　佐倉都市計画課長、…
    nameless = all(roles) and not any(one and one.name for one in people)
    return side if len(people) > 1 and (chiefs or nameless) else ""


def style_in(lines: Sequence[str]) -> Style:
    """The style that most people of a list are printed in, as far as one shows."""
    return style_of(_stretches(entry for line in lines for entry in entries_on(line)))


def in_one_style(lines: Sequence[str], style: Style) -> list[list[Entry]]:
    """The entries of each line of a list that has such a style; those of 「健康福祉部長（葛巻）、高齢福祉課長
    （岩泉）」, where two or more are printed so, with their names."""
    found = [entries_on(line, style) for line in lines]
    inside = {id(one): _named_inside(one.person) for entries in found for one in entries}
    if sum(person is not None for person in inside.values()) < _FEWEST:
        return found
    return [[replace(one, person=inside[id(one)] or one.person) for one in entries] for entries in found]


def _stretches(entries: Iterable[Entry]) -> Iterator[list[Person]]:
    """The people of each stretch between commas."""
    people: list[Person] = []
    for entry in entries:
        people += [entry.person] if entry.person else []
        if entry.last:
            yield people
            people = []


def _named_inside(office: Person | None) -> Person | None:
    """Whoever is named in brackets behind an office."""
    nameless = office and not office.name and role_at_end(squeeze(office.office)) and len(office.notes) == 1
    person = person_in(office.notes[0]) if office and nameless else None
    named = person and person.name == " ".join(person.text.split()) and name_evidence(person.name) > NEVER / 2
    return replace(office, name=person.name, notes=()) if office and person and named else None


def _list_in_brackets(line: str) -> tuple[str, str]:
    """What a bracket at the end of the line lists, after what stands before it: 「（欠席：古閑委員）」."""
    found = _LISTS.search(line)
    word = squeeze(found[1]) if found else ""
    if not found or not (_names_kind(word) or CAME.fullmatch(word) or HEADER_NAMES.get(word) in _PEOPLE):
        return line, ""
    return line[: found.start()], line[found.start() + 1 :].rstrip()[:-1]


def _entries_in(piece: str, style: Style) -> Iterator[Entry]:
    """The entries of a piece without commas, which a sign may open."""
    for stretch in _groups_apart(piece):
        sign = stretch[:1] if stretch[:1] in _SIGNS else ""
        stretch = stretch.lstrip(_SIGNS + " \u3000\t")
        bare = stretch.strip(" \u3000\t:：")
        group = bare if _HEADING.fullmatch(squeeze(bare)) else _group_in_brackets(stretch)
        if group:
            yield Entry(stretch.strip(), group=group)
            continue
        section = _SECTION.fullmatch(stretch.strip())
        if section and _is_body(section["body"]):
            for name in section["names"].split("、"):
                yield from _people(
                    f"{section['side'] or ''}\u3000{section['body']}\u3000{name.strip()}", "", style
                )
            continue
        for part in _AFTER_COUNT.split(stretch):
            yield from _people(part, sign, style)


def _is_body(word: str) -> bool:
    """企画課, （株）みどり計画: who has people, and is none."""
    return office_evidence(word) > 0 and not role_at_end(squeeze(word))


def _people(stretch: str, sign: str, style: Style) -> Iterator[Entry]:
    text = stretch.strip(" \u3000\t、:：")
    if not text:
        return
    before = text[: found.start()].strip() if (found := _TAIL_COUNT.search(text)) else ""
    if before and len(people_in(before)[-1].name) > 1:
        text = stretch = before
    counted = _counted(text)
    if counted:
        yield counted
        return
    if _BREAKDOWN.fullmatch(text):
        return
    if is_remark(_NOTE.sub("", text)) or is_nobody(text) or _ROOM.search(text):
        return
    listed = stretch.strip(" \u3000\t、")
    people = people_in(_MORE.sub("", listed), style)
    for at, person in enumerate(people):
        yield Entry(person.text, person, sign=sign if not at else "", last=at + 1 == len(people))


def _counted(text: str) -> Entry | None:
    """「委員８名」, 「22名中18名出席」: how many there were."""
    if _MORE.search(text) and not _MORE.fullmatch(text):
        return None
    bare = _ONLY_COUNT.sub(r"\1", squeeze(half(text)))
    found = _COUNT.fullmatch(re.sub(r"(?<=.)\([^()]*\)", "", bare).strip("()"))
    if not found or name_evidence(found["of"]) >= KNOWN - 1:
        return None
    total = bool(re.fullmatch(r"以上|計|合計|総数|.{0,4}総数|ほか|外|他", found["of"]))
    whose = found["of"].strip(":・") + (found["how"] or "")
    return Entry(text, count=number_of(found["came"] or found["all"]), counted=whose, total=total)


def _between_marks(line: str, style: Style) -> list[Entry]:
    """「会長　佐倉 清夫　○　　委員　林 健　×」: each ends with the mark that says whether he came."""
    parts = _MARK.split(_GLUED_MARK.sub(" ", line))
    names, marks = parts[:-1:2], parts[1::2]
    if not marks or parts[-1].strip() or not all(name.strip(" \u3000\t、") for name in names):
        return []
    return [
        replace(one, mark=mark)
        for name, mark in zip(names, marks, strict=True)
        for one in entries_on(name.strip(" \u3000\t、"), style)
    ]


def _between_commas(line: str) -> list[str]:
    """「古賀（公募、二期目）、堀」: a comma in brackets parts nothing, nor does that of 「９名中、７名」."""
    parts, depth = [""], 0
    line = _AND.sub("、", line)
    if "、" not in line and len(_SLASHES.findall(line)) > 1:
        line = _SLASHES.sub("、", line)
    for character in line:
        depth = max(0, depth + (character in OPENING) - (character in CLOSING))
        if character in "、，,､；;" and not depth and not parts[-1].endswith("中"):
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _each_with_office(parts: list[str]) -> list[str]:
    """「野々村会長、樋口、武藤各委員」: the office behind the last is everybody's before him who has none."""
    for last, part in enumerate(parts):
        each = _EACH.fullmatch(part.strip())
        if not each or each[2] not in ROLES:
            continue
        parts[last] = each[1]
        for at in range(last, -1, -1):
            if role_at_end(squeeze(parts[at])):
                break
            parts[at] = parts[at].strip() + each[2]
    return parts


def _groups_apart(text: str) -> list[str]:
    """「（委員）佐倉会長」 and 「原田委員　（事務局）中村課長」: the bracket begins a group."""
    found: list[str] = []
    start = at = 0
    while at < len(text):
        opens = text[at] in OPENING and (at == 0 or text[at - 1].isspace())
        bracket = unbracket(text[at:], _LONGEST_GROUP) if opens else None
        follows = bracket and bool(bracket[2]) and not bracket[2][0].isspace()
        office = (
            bracket and bracket[0] not in "（(" and role_at_end(squeeze(bracket[1]))
        )  # 林　【副会長】佐倉
        heads = bracket and (_names_kind(bracket[1]) or office)
        if bracket and (_group_in_brackets(text[at:]) if at == 0 else follows and heads):
            stop = len(text) - len(bracket[2])
            found += [text[start:at], text[at:stop]]
            start = at = stop
        else:
            at += 1
    return [one for one in [*found, text[start:]] if one.strip()]


def _group_in_brackets(text: str) -> str:
    """The group that a bracket at the front names; （支所長） before a name is his office, and no group."""
    bracket = unbracket(text, _LONGEST_GROUP)
    if not bracket:
        return ""
    kind, name, rest = bracket
    word = squeeze(half(name))
    if re.search(r"\d[名人]|略|順|[◎○]", word) or re.fullmatch(r"[株有社財一公福医学同]{1,2}", word):
        return ""
    groups = _names_kind(word) or bool(_GROUP_END.search(word)) or not rest.strip() or kind not in "(（"
    single = office_evidence(word) > 0 and not _names_kind(word) and not _GROUP_END.search(word)
    if rest[:1].isspace() and not role_at_end(word):  # （機構）　理事、…
        return name.strip()
    return name.strip() if groups and not (single and rest.strip()) else ""


def _names_kind(word: str) -> bool:
    """委員, 事務局, オブザーバー: what heads a list of several."""
    squeezed = squeeze(word)
    if (squeezed in ROLES and squeezed.endswith("長")) or is_seat(squeezed):
        return False
    return squeezed in COLLECTIVES | WHERE | SIDES or key_of(squeezed) in _PEOPLE
