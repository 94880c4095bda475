"""A printed line of names taken apart: entries, and of each the name and the office before or after it."""

import re
from itertools import pairwise

from ..folding import BULLETS, CLOSING, OPENING, half, squeeze, unbracket
from ..vocabulary import HEADER_NAMES, ORGANISATION_ENDINGS, ROLES
from .speakers import could_be_name

_GAP = re.compile(r"\s{3,}|\u3000{2,}|\t")
_SEAT = re.compile(r"(?:議席)?\d{1,3}番")
_SEAT_BEHIND_OFFICE = re.compile(r"((?:議席)?[0-9０-９]{1,3}番)\s+")
_BEFORE_SEAT = re.compile(r"\s+(?=(?:議席)?\d{1,3}番\s)")
_BEFORE_BULLET = re.compile(r"[\s、]+(?=[" + re.escape(BULLETS.replace("・", "")) + r"])")
_JOINED_STAFF = re.compile(r"(?:及び|並びに|ほか、?)(?=事務局)")
_COUNTED = re.compile(r"[^\d\s]{2,8}\d{1,3}(?:名|人)")
_LONGEST_GROUP = 16
_LONGEST_ROW = 400
_MARK = re.compile(r"(?<=\s)([○◯〇×✕✖]|出席|欠席|出|欠)(?=\s|$)")
# 「（保険医代表）」 before names is a group, 「（株）」 belongs to a name.
_GROUP_END = re.compile(r"(?:代表|選出|推薦|関係|者|員|団体|公募|出席|参加|オンライン)$")
# In a cell of its own: 佐藤委員 beside others is none.
_SIDE = re.compile(r"[^、，,:：\s]{2,12}(?:代表|選出|推薦|関係者?)")
_COUNT_WITH_NAMES = re.compile(
    r"(\D{0,8}?)\s?\d{1,3}\s?[名人]\s?[(（]([^0-9０-９]*[、，,][^0-9０-９]*)[)）]$"
)
_TOTAL = re.compile(
    r"[(（]\s?以上\s?[0-9０-９]{1,3}\s?[名人]\s?[)）]|(?<=\S)\s(?:ほか|外|他)\s?[0-9０-９]{1,3}\s?[名人]"
)
_EACH = re.compile(r"(.+?)の?[各両](\S{2,4}?)(?:[(（][0-9０-９]{1,3}[名人][)）])?")
_SECTION = re.compile(r"(\S{2,16})[(（]([^()（）]{2,60}、[^()（）]{2,60})[)）]")
_COLUMNS = {
    "name": re.compile(r"(?:委員)?(?:氏名|名前|委員名)"),
    "role": re.compile(r"役職名?|職名?|区分|役員|職・?氏名"),
    "mark": re.compile(r"出欠席?|出席|出席状況"),
    "beside": re.compile(r"番号|No\.?|所属(?:団体|機関)?[名等]?(?:・?役職名?)?|団体名?|選出区分|備考|任期"),
}
_PEOPLE = ("attendees", "absent", "members", "staff", "observers")
# Beginnings of departments, so that 総務課長 alone is an office and 木暮館長 is 木暮.
_OFFICES = re.compile(
    r"総務|企画|財政|財務|教育|学校|生涯|環境|福祉|健康|保健|介護|高齢|子ども|こども|保育|建設|都市|土木|水道|下水|産業|商工|農林|農政|市民|町民|村民|住民|"
    r"大学|指導|税務|議会|議事|庶務|文化|情報|政策|広報|防災|危機|地域|人事|管財|契約|観光|道路|消防|会計|図書|行政|行革|秘書|交通|保険|国保|年金|まちづくり"
)
# 中村課長 and 渡部次長 are people: a place or department of two letters is a surname.
_LEAST_PLACE = 3
_INCORPORATED = re.compile(
    r"(?:NPO|特定非営利活動|[社財]団|社会福祉|医療|学校|行政)法人|株式会社|有限会社|\([株有]\)"
)
_LONGEST_NAME = 6
_COUNTED_ALONE = re.compile(r"\d{1,3}(?:名|人)")
_PLACES = re.compile(r"[課部局室会所館院市町区県]|(?<!々)村|センター|による|団体|機関")


def cells_of(line: str) -> list[str]:
    """The line as cells of a row: parted by tabs, else by wide gaps."""
    return [cell.strip() for cell in (line.split("\t") if "\t" in line else _GAP.split(line))]


def columns_in(cells: list[str]) -> tuple[str, ...]:
    """What each column holds where these cells are the head of a table of people; else nothing."""
    words = [squeeze(cell) for cell in cells]
    kinds = [next((key for key, name in _COLUMNS.items() if name.fullmatch(word)), "") for word in words]
    return tuple(kinds) if len(kinds) > 1 and "name" in kinds and all(kinds) else ()


def entries_of(line: str) -> list[str]:
    """The line's entries: parted by commas, wide gaps, bullets, seats, marks of attendance, and by groups in
    brackets, which are entries of their own."""
    marked = _between_marks(line)
    if marked:
        return marked
    found: list[str] = []
    group, rest = _group_before(line)
    while rest:
        found += [f"（{group}）"] * bool(group)
        line = rest
        group, rest = _group_before(line)
    for part in _each_with_office(_between_commas(_TOTAL.sub("", line))):
        section = _SECTION.fullmatch(part.strip())
        if section and is_office(section[1]) and not role_at_end(squeeze(section[1])):
            found += [f"{section[1]}\u3000{name.strip()}" for name in section[2].split("、")]
            continue
        for piece in _BEFORE_BULLET.split(part.strip()):
            for group in _groups_apart(piece.lstrip(BULLETS + " \u3000\t")):
                found.extend(_spaced_apart(group))
    return [one for one in found if one.strip()]


def _between_marks(line: str) -> list[str]:
    """「会長　佐倉 清夫　○　　委員　林 健　×」: each ends with the mark that says whether he came."""
    parts = _MARK.split(line)
    names, marks = parts[:-1:2], parts[1::2]
    if not marks or parts[-1].strip() or not all(name.strip(" \u3000\t、") for name in names):
        return []
    return [name.strip(" \u3000\t、") + "\u3000" + mark for name, mark in zip(names, marks, strict=True)]


def mark_of(entry: str) -> tuple[str, str]:
    """(entry without its mark of attendance, the mark or nothing)."""
    name, _, mark = entry.rpartition("\u3000")
    return (name, mark) if name and _MARK.fullmatch("\u3000" + mark, 1) else (entry, "")


def _group_before(line: str) -> tuple[str, str]:
    """(group, those who belong to it) where the group has a cell of its own or is a count with the names in
    brackets: 「事務局 | 課長　林 健」, 「公益代表　　林 健　　原田 美子」,
    「委員７名（会長　佐倉 清夫、…）」; nothing elsewhere."""
    if len(line) > _LONGEST_ROW:
        return "", ""
    cell, tab, rest = line.partition("\t")
    words = rest.split(None, 1)
    key = HEADER_NAMES.get(squeeze(cell)) if tab and words else None
    many = key in _PEOPLE and not squeeze(cell).endswith("長")
    if many and ("、" in rest or _COUNTED_ALONE.match(half(words[0])) or is_office(words[0], named=True)):
        return cell.strip(), rest
    side, *names = _GAP.split(line.strip(), maxsplit=1)
    if names and _SIDE.fullmatch(side):
        return side, names[0]
    counted = _COUNT_WITH_NAMES.fullmatch(line.strip())
    return (counted[1].strip(), counted[2]) if counted else ("", "")


def _between_commas(line: str) -> list[str]:
    """「古賀（公募、二期目）、堀」: a comma in brackets parts nothing."""
    parts, depth = [""], 0
    for character in _JOINED_STAFF.sub("、", line):
        depth += (character in OPENING) - (character in CLOSING)
        if character in "、，," and depth <= 0:
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
        if bracket and _is_group(bracket[0], bracket[1], first=at == 0):
            stop = len(text) - len(bracket[2])
            found += [text[start:at], text[at:stop]]
            start = at = stop
        else:
            at += 1
    return [*found, text[start:]]


def _is_group(kind: str, name: str, *, first: bool) -> bool:
    word = squeeze(name)
    heads = first and (kind not in "(（" or bool(_GROUP_END.search(word)))
    return heads or word in ROLES or word in HEADER_NAMES


def _spaced_apart(text: str) -> list[str]:
    """Several people with nothing but space between them."""
    text = text.strip(" \u3000\t:：")
    seats = _BEFORE_SEAT.split(text)
    if len(seats) > 1:
        office = squeeze(seats[0]) in ROLES
        return ["\u3000".join(seats[:2]), *seats[2:]] if office else seats
    words = text.split()
    if len(words) > 1 and all(_COUNTED.fullmatch(half(word)) for word in words):
        return words
    if len(words) > 1 and all(_ends_with_role(word) and not is_office(word) for word in words):
        return words
    if len(words) > 2 and all(_is_full_name(word) for word in words):
        return words
    people = len(words) > 2 and all(_ends_with_role(word) and not is_office(word) for word in words[1:])
    if people and is_office(words[0]) and not role_at_end(words[0]):
        return [" ".join(words[:2]), *words[2:]]
    posts = [at for at, word in enumerate(words) if role_at_end(word) and is_office(word, named=True)]
    if len(posts) > 1 and posts[0] == 0 and all(after - at > 1 for at, after in pairwise(posts)):
        return [" ".join(words[at:stop]) for at, stop in pairwise([*posts, len(words)])]
    wide = [piece.split() for piece in re.split(r"\u3000", text)]
    if len(wide) > 1 and _full_names(wide):
        return text.split("\u3000")
    return _columns(text)


def _is_full_name(word: str) -> bool:
    """佐藤一郎: too long for a surname alone."""
    return 3 < len(word) <= _LONGEST_NAME and could_be_name(word) and not is_office(word)


def _full_names(pieces: list[list[str]]) -> bool:
    """「林 健　原田 美子」; not 「原 田　美 子」, which is one name in spaced letters."""
    letters = all(len(word) == 1 for words in pieces for word in words)
    return not letters and all(len(words) == 2 and not is_office(words[0]) for words in pieces)


def _columns(text: str) -> list[str]:
    """Pieces parted by wide gaps; an office goes with the name after it, 「林　　健」 is one name."""
    pieces = [piece for piece in _GAP.split(text) if piece.strip()]
    found: list[str] = []
    for last, piece in zip(["", *pieces], pieces, strict=False):
        before = found[-1] if found else ""
        if before and piece[0] in OPENING and piece[-1] in CLOSING:
            found[-1] = f"{before}\u3000{piece}"
            continue
        office = is_office(before, named=len(pieces) == 2 and not role_at_end(squeeze(piece)))
        if before and (office or _one_name(last, piece)):
            found[-1] = f"{before}\u3000{piece}"
        else:
            found.append(piece)
    return found


def _one_name(surname: str, given: str) -> bool:
    """A surname and a given name set apart to fill the column: one of them is a single letter."""
    lengths = sorted((len(surname), len(given)))
    return lengths[0] == 1 and lengths[1] <= 3


def _ends_with_role(word: str) -> bool:
    return len(word) > 2 and bool(role_at_end(squeeze(word)))


def name_and_office(text: str) -> tuple[str, str]:
    """(name, office): 「山口進委員長」 → (山口進, 委員長); 「政策室長 早川 学」 → (早川 学, 政策室長).

    The name keeps its printed space between surname and given name; one space whatever its width.
    """
    first, dot, rest = text.partition("・")
    if dot and squeeze(first) in ROLES and rest:
        return name_of(rest), first.strip()
    side, colon, rest = text.rpartition("：" if "：" in text else ":")
    if colon and rest and side.strip().endswith(ORGANISATION_ENDINGS):
        return name_and_office(rest.strip())
    if colon and rest and squeeze(side) in ROLES:
        name, office = name_and_office(rest.strip())
        return name, office if office and squeeze(side) == "委員" else side.strip()
    words = text.split()
    lead = _leading_office(words)
    if lead:
        office, rest = office_of(words[:lead]), _rest_after(text, lead)
        seat = _SEAT_BEHIND_OFFICE.match(rest)
        if seat:  # 委員　１番　林 健: a seat tells more than 委員, and less than 会長
            office, rest = seat[1] if squeeze(office) == "委員" else office, rest[seat.end() :]
        post = "" if " " in half(rest) else _role_after_name(rest)
        both = office if role_at_end(squeeze(words[lead - 1])) else f"{office} {post}".strip()
        return name_of(rest.removesuffix(post)), both
    role = _role_after_name(text)
    surname = _surname_before_office(text) if role and len(words) == 1 else 0
    at = surname or len(text) - len(role)
    return name_of(text[:at]), text[at:]


def _surname_before_office(text: str) -> int:
    """How long the surname of 大野健康福祉部長 is, where what follows begins as offices do; else 0."""
    return next((at for at in (2, 3, 1) if _OFFICES.match(text, at)), 0)


def _role_after_name(text: str) -> str:
    """The longest role a text ends with; 磯部会長 is 磯部 and rather a 会長 than 磯 and a 部会長."""
    for length in range(min(len(text) - 1, 8), 1, -1):
        surname_in_section = len(text) - length == 1 and text[1] == "部"
        if text[-length:] in ROLES and not surname_in_section:
            return text[-length:]
    return ""


def _leading_office(words: list[str]) -> int:
    """How many words at the front are the office: 「総務課 防災係長」 two, 「委 員」 letter-spaced two."""
    letters = 0
    while letters < len(words) and len(words[letters]) == 1:
        letters += 1
    for count in range(min(letters, 6), 1, -1):
        if "".join(words[:count]) in ROLES:
            return count
    lead = 0
    while lead < len(words) and is_office(words[lead], named=lead + 1 < len(words)):
        lead += 1
        if role_at_end(squeeze(words[lead - 1])):
            break
    return lead


def office_of(words: list[str]) -> str:
    """An office from its printed words, letter-spaced ones (会　長) joined."""
    return "".join(words) if all(len(word) == 1 for word in words) else " ".join(words)


def _rest_after(text: str, words: int) -> str:
    parts = text.split(None, words)
    return parts[words] if len(parts) > words else ""


def name_of(text: str) -> str:
    """A name as the roster keeps it: letter-spaced ones joined, 「佐 倉　清 夫」 at its wider gap."""
    words = text.split()
    if len(words) < 3 or any(len(word) > 1 for word in words):
        return " ".join(words)
    halves = [half_name.split() for half_name in re.split(r"[ ]*\u3000[ \u3000]*|\s{2,}", text.strip())]
    if len(halves) == 2:
        return " ".join("".join(letters) for letters in halves)
    return "".join(words)


def role_at_end(word: str) -> str:
    """The longest role a word ends with (行革推進課長 → 課長), or nothing."""
    return next((word[-length:] for length in range(min(len(word), 9), 1, -1) if word[-length:] in ROLES), "")


def is_seat(role: str) -> bool:
    """８番: where somebody sits, of use where no office is printed."""
    return bool(_SEAT.fullmatch(squeeze(half(role))))


def is_office(word: str, *, named: bool = False) -> bool:
    """会長, 行革推進課長, 青少年子ども部, 3番; not 木暮館長, not 日下部 and not 田所, who are people.

    `named` says that a name follows: then 保育課長 is an office whatever stands before 課長.
    """
    squeezed = squeeze(half(word))
    if squeezed in ROLES or is_seat(squeezed):
        return True
    if _INCORPORATED.match(squeezed) or (named and squeezed == "同"):
        return True
    role = role_at_end(squeezed)
    if role:
        before = squeezed[: -len(role)]
        place = len(before) >= _LEAST_PLACE and _PLACES.search(before)
        return named or bool(_OFFICES.match(before) or place) or before == "同課"
    whole = squeezed in ORGANISATION_ENDINGS and len(squeezed) > 1
    if whole or not squeezed.endswith(ORGANISATION_ENDINGS):
        return whole
    longest = _LEAST_PLACE if squeezed.endswith("部") else _LEAST_PLACE - 1
    return len(squeezed) > longest or bool(_OFFICES.match(squeezed))
