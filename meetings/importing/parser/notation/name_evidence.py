"""How much a printed word looks like a surname, a given name or an office. Scores add up; NEVER rules out."""

import re
from collections import Counter
from functools import lru_cache

from ...folding import half, squeeze
from ...vocabulary import (
    COLLECTIVES,
    DEPARTMENT_BEGINNINGS,
    GIVEN_NAME_ENDINGS,
    HEADER_NAMES,
    HONORIFICS,
    NOT_SPEAKERS,
    ORGANISATION_ENDINGS,
    ROLES,
    SURNAMES,
)
from ...vocabulary.municipalities import named

NEVER = -99.0
KNOWN = 3.0
"""What a surname of the list weighs; other scores are set against it."""

_FIRST_LETTERS = Counter(name[0] for name in SURNAMES if len(name) > 1)
_LAST_LETTERS = Counter(name[-1] for name in SURNAMES if len(name) > 1)
_OFTEN_FIRST, _OFTEN_LAST = 4, 12
_KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f々〆"
_SURNAME = re.compile(rf"[{_KANJI}ヶケヵノツ]{{1,5}}")
_GIVEN = re.compile(
    rf"[{_KANJI}]{{1,3}}|(?=.{{1,5}}$)[{_KANJI}]{{0,2}}[ぁ-ん]{{1,4}}[{_KANJI}]?|[ァ-ヴー]{{1,5}}[{_KANJI}]?"
)
_KANA = re.compile(r"[ぁ-んー]{2,9}|[ァ-ヴー]{2,8}")
_PARTLY_KANA = re.compile(
    rf"[ぁ-ん]{{2,5}}[{_KANJI}]{{1,3}}(?<![県府市町村区])|[{_KANJI}]{{1,3}}(?:[ぁ-ん]{{2,4}}|[ァ-ヴー]{{2,4}}|(?:[ぁ-ん]{{1,3}}|[ァ-ヴー]{{1,3}})[子代江枝恵美香乃])"
)
_FOREIGN = re.compile(r"[ァ-ヴー]{2,10}(?:[・＝][ァ-ヴー]{1,10}){1,3}")
_MASKED = re.compile(r"[A-ZＡ-Ｚ]|[○◯〇●△▲□■]{1,2}")
_LONGEST_WORD = 40

# What stands in names of offices and bodies and hardly ever in a name nobody knows.
_ORGANISED = re.compile(
    r"[課係局庁校副]|(?<=..)[室署省]$|[会員者役人民]$|..長$|委|議|法人|協会|連合|組合|会社|銀行|支援|地区|代表|団体"
    r"|選出|推薦|公募|学識|有識|一般|関係|名簿|別紙|敬称|次第|資料|出席|欠席|参加|傍聴|説明|報告"
)
_OFFICE_LETTERS = re.compile(r"[課室係局庁署校委副区県]|^[市町村]教|[省会員者議役民]$")
_PLACE_LETTERS = "市町区県村部所館園院"
_KANA_MAYOR = re.compile(r"[ぁ-んー]{3,6}[市町村区]長")
_PROXY = re.compile(r"代理(?:出席)?者?(?=\s|$)")
_DIRECTIONS = "東西南北中"
_SEAT = re.compile(r"(?:議席)?(?:第)?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})番")
_CATEGORY = re.compile(
    r".{2,24}を(?:代表する|有する|営む)(?:委員|者)?|.{2,16}(?:代表|選出|推薦|関係者?|経験者|有識者|公募|従事者|事業者|団体|[0-9一二三]号委員|[局課]員|職員)|公募(?:の?(?:市民|町民|村民|区民|住民))?|学識|有識者|市民公募"
)
_PLACES = re.compile(r"[課部局室会所館院市町区県園校署組]|(?<!々)村|センター|による|団体|機関")
_TIMES = ("前", "元", "新", "副", "正", "現")
_LONGEST_ROLE = 9


@lru_cache(maxsize=8192)
def surname_evidence(word: str) -> float:
    """How much the word is a surname: 佐藤 is on the list, 朝霧 may be one, 総務 is none."""
    if word in SURNAMES:
        return KNOWN if len(word) > 1 else KNOWN - 0.5
    if _is_word_of_lists(word) or _ORGANISED.search(word) or begins_department(word):
        return NEVER
    if _KANA.fullmatch(word):
        return -1.2
    if not _SURNAME.fullmatch(word):
        return NEVER
    place = -1.5 if word[-1] in _PLACE_LETTERS else 0.8 * is_made_as_surnames(word)
    return place + {1: -1.5, 2: 0.0, 3: -0.3}.get(len(word), -1.0)


def is_made_as_surnames(word: str) -> bool:
    """Whether a word that is on no list begins and ends with letters that many surnames begin and end with:
    久御山, and not 料金."""
    return (
        len(word) in (2, 3)
        and _FIRST_LETTERS[word[0]] >= _OFTEN_FIRST
        and _LAST_LETTERS[word[-1]] >= _OFTEN_LAST
    )


@lru_cache(maxsize=8192)
def given_evidence(word: str) -> float:
    """How much the word is a given name: 一郎, さゆり, 健."""
    listed = word in HONORIFICS or (len(word) > 1 and (_is_word_of_lists(word) or bool(role_at_end(word))))
    if len(word) > 2 and begins_department(word[1:]):  # the rest of 小野寺総務部長 cut after 小野
        return NEVER
    if not _GIVEN.fullmatch(word) or listed or is_category(word) or _OFFICE_LETTERS.search(word):
        return NEVER
    if not _SURNAME.fullmatch(word):
        return 1.0
    usual = 1.2 if word[-1] in GIVEN_NAME_ENDINGS else -0.6 * (len(word) > 2)
    surname = -1.8 if word in SURNAMES and not (usual and len(word) == 1) else 0.0
    return 0.3 + usual + surname


@lru_cache(maxsize=8192)
def name_evidence(word: str) -> float:
    """How much one word is somebody's name: a surname alone, or surname and given name in one (佐藤一郎)."""
    if _FOREIGN.fullmatch(word):
        return KNOWN
    if _MASKED.fullmatch(word):
        return 0.5
    if word not in SURNAMES and (_is_word_of_lists(word) or _ends_with_department(word)):
        return NEVER
    alone = surname_evidence(word) - 1.0
    whole = max((_split(word, at) for at in range(1, min(len(word), 6))), default=NEVER)
    if role_at_end(word):  # 三輪書記
        return max(alone, whole)
    unknown = NEVER
    hito = len(word) == 4 and word[-1] == "人" and surname_evidence(word[:2]) > NEVER / 2
    if (alone > NEVER / 2 or hito) and len(word) in (4, 5) and word[-1] not in _PLACE_LETTERS:
        unknown = 0.2 if word[-1] in GIVEN_NAME_ENDINGS else -0.5
    if _PARTLY_KANA.fullmatch(word) and not _is_body(word):
        unknown = 0.5
    return max(alone, whole, unknown)


def _ends_with_department(word: str) -> bool:
    """わさび町税務 is what stands before 課長, and nobody's name."""
    return any(word[at:] in DEPARTMENT_BEGINNINGS for at in range(1, len(word) - 1))


def _is_body(word: str) -> bool:
    """Whether the word holds what names of departments and bodies do."""
    body = any(len(ending) > 1 and word.endswith(ending) for ending in ORGANISATION_ENDINGS)
    return body or bool(_ORGANISED.search(word)) or begins_department(word)


def _split(word: str, at: int) -> float:
    """佐藤一郎 cut after a surname of the list."""
    if word[:at] not in SURNAMES or len(word) < 3 - (at == 1):
        return NEVER
    given = given_evidence(word[at:]) - (at == 1 and len(word) == 3) * 0.5
    return surname_evidence(word[:at]) + given if given > NEVER / 2 else NEVER


@lru_cache(maxsize=8192)
def office_evidence(word: str) -> float:
    """How much the word is an office, a department or a body: 会長, 総務課長, 商工会, 3番."""
    squeezed = squeeze(half(word))
    if squeezed in ROLES or is_seat(squeezed) or is_proxy(squeezed):
        return 4.0
    if word in SURNAMES or not squeezed or len(squeezed) > _LONGEST_WORD:
        return NEVER
    if squeezed[0] == "同":
        rest = squeezed[1:]
        return 3.0 if not rest or role_at_end(rest) or office_evidence(rest) > 0 else NEVER
    if _CATEGORY.fullmatch(squeezed):
        return 3.0
    if is_mayor(squeezed):
        return 2.0
    role = role_at_end(squeezed)
    return _office_before(squeezed[: -len(role)], role) if role else _body_evidence(squeezed)


def _body_evidence(squeezed: str) -> float:
    """How much the word is a department or a body, by how it ends: 商工会, 総務課, みずほ県."""
    if not squeezed.endswith(ORGANISATION_ENDINGS):
        town = squeezed[-1] in "県府都市町村" and len(squeezed) > 2
        return 1.0 if named(squeezed) or town else NEVER
    if begins_department(squeezed):
        return 3.2
    return {1: -3.0, 2: -1.0, 3: 1.0}.get(len(squeezed), 2.5)


def _office_before(before: str, role: str) -> float:
    """What stands before 課長 in an office: 総務 is a department, 木暮 a person."""
    if before in _TIMES or before in ROLES or begins_department(before):  # 主任保健師
        return 3.5
    if before in SURNAMES or name_evidence(before) >= KNOWN:
        return -1.0
    if _PLACES.search(before) or before.endswith(ORGANISATION_ENDINGS):
        return 3.0 if len(before) > 2 else -1.0
    if not heads_section(role):
        a_name = name_evidence(before) > 0 or _KANA.fullmatch(before)  # 牟田恭子委員, 小鳥遊　みどり会長
        return -1.0 if a_name else {1: -1.0, 2: 0.0}.get(len(before), 2.0)
    return {1: -1.0, 2: 1.5}.get(len(before), 2.0)  # 料金係長: a section rather than a surname nobody has


def heads_section(role: str) -> bool:
    """課長, 係長: whoever heads a section that its first letter names."""
    return role[:1] in tuple("課係室部局班署")


def begins_department(word: str) -> bool:
    """Whether the word begins as names of departments do: 総務, 経理課, 北公民館."""
    at = 1 if word[:1] in _DIRECTIONS and word not in SURNAMES else 0
    return word.startswith(DEPARTMENT_BEGINNINGS) or word.startswith(DEPARTMENT_BEGINNINGS, at)


def is_mayor(word: str) -> bool:
    """すずらん市長: a town in kana before the office of its mayor, rather than a name."""
    return bool(_KANA_MAYOR.fullmatch(word))


def is_proxy(office: str) -> bool:
    """代理: whoever came in another's place."""
    return bool(_PROXY.match(office))


def is_direction(word: str) -> bool:
    """北, which before 公民館長 is no surname."""
    return len(word) == 1 and word in _DIRECTIONS


def role_at_end(word: str) -> str:
    """The longest role a word ends with (行革推進課長 → 課長), or nothing."""
    longest = min(len(word), _LONGEST_ROLE)
    return next((word[-length:] for length in range(longest, 1, -1) if word[-length:] in ROLES), "")


def is_category(word: str) -> bool:
    """被保険者代表, 公募, 学識経験者: whom somebody stands for."""
    return bool(_CATEGORY.fullmatch(squeeze(half(word))))


def is_seat(word: str) -> bool:
    """８番: where somebody sits."""
    return bool(_SEAT.fullmatch(squeeze(half(word))))


def without_honorific(word: str) -> str:
    """佐藤一郎君 → 佐藤一郎; a word of an honorific alone gives nothing."""
    for ending in HONORIFICS:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


_LISTED = frozenset().union(
    ROLES, COLLECTIVES, NOT_SPEAKERS, HEADER_NAMES, DEPARTMENT_BEGINNINGS, HONORIFICS,
    (ending for ending in ORGANISATION_ENDINGS if len(ending) > 1),
)  # fmt: skip


def _is_word_of_lists(word: str) -> bool:
    squeezed = squeeze(word)
    return squeezed in _LISTED or is_proxy(squeezed) or bool(named(squeezed))
