"""How much a printed label looks like a speaker: a role, a name with a role, a department, a municipality,
5番."""

import re
from functools import lru_cache

from ...folding import BULLETS, LINES, half, squeeze
from ...vocabulary import (
    HEADER_NAMES,
    HONORIFICS,
    NOT_SPEAKERS,
    ORGANISATION_ENDINGS,
    OUTCOME_NAMES,
    QUESTION_PAIRS,
    ROLES,
)
from ...vocabulary.municipalities import named
from .name_evidence import name_evidence, role_at_end

CERTAIN, LIKELY, NONE = 1.0, 0.6, 0.0
_NUMBERED = re.compile(r"(?:議席)?(?:第)?\d{1,3}番(?:議員|委員)?")
_LETTERED = re.compile(r"(?:[A-ZＡ-Ｚ]{1,2}|[①-⑳]|\d{1,2}|[ア-ンあ-お甲乙丙丁])")
_COUNTED = re.compile(r"(.{3,}?)(?:[A-Z]|\d{1,2}|[①-⑳])")
_NOT_A_LABEL = re.compile(
    r"([課係]).{1,12}\1$|^第\d{1,3}回|[。、，．!！?？「」『』…→:：;；=~]|について|に関する|ください|です$|ます$|した$|する$|ない$"
)
# A municipality on no list. What ends in の, な, い … is no name but a phrase: 小さな町, 新しい村.
_TOWN = re.compile(
    r"(?![本当他各同全両]|この|その|あの|わが|我が)[一-鿿々ヶケぁ-んァ-ヶー]{2,6}(?<![のなるたいがはをにもで])[市町村県府都]"
)
# いながわ, はせがわ: a name in kana holds what elsewhere is a particle.
_KANA_NAME = re.compile(r"[ぁ-ん]{2,5}(?<![はがをにでとも])")
# Heads of whatever there is to head (市場長, 学園長): no list of roles is complete.
_HEAD = re.compile(r"[一-鿿々ァ-ヶー・]{2,30}(?<![成延増身特助冗全最])長")
# ブラジルの人, 町の職員
_ONE_OF = re.compile(r"[^\s。、]{1,8}の(?:人|方|職員|住民|参加者|保護者|代表|担当者?)")
_BUSINESS = re.compile(
    r"紹介|説明|報告|挨拶|あいさつ|指名|選出|選任|協議|審議|意見|質疑|確認|提案|発言|名簿|一覧|資料|結果|概要|案$|会$|数$|会議|事項|について|の|より|から|等$|登壇|朗読|降壇|退場|入場|退席|議決|採決"
)
_ASSENT = re.compile(r"異議|了承|承認|賛成|反対|同意|挙手|起立|拍手|なし$")
# （事業者退室）: what somebody does, and not what he says.
_STAGE = re.compile(r"(?:[入退着]室|[入退]場|[着退離]席|[登降]壇|休憩|再開|開会|閉会|散会)$")
_LONGEST = 36
_LONG_ROLE = 3
"""Letters of a role by which it is known with one of them wrong; one fewer behind a name: 沢井委貝."""
_DECORATION = BULLETS + "『』【】〔〕［］〈〉《》≪≫[]<>＜＞:：" + LINES
_NO_SPEAKERS = NOT_SPEAKERS | OUTCOME_NAMES
_SAME_SIGNS = re.compile(rf"([{re.escape(BULLETS)}])\1{{1,5}}$")


@lru_cache(maxsize=16384)
def clean(label: str) -> str:
    """The label as the record keeps it: no decoration around it and no inner spaces, otherwise as printed."""
    spaceless = re.sub(r"\s", "", label)
    stripped = spaceless.strip(_DECORATION)
    while len(stripped) > 2 and stripped[0] in "（(" and stripped[-1] in "）)" and _wraps(stripped):
        stripped = stripped[1:-1]
    return _signs_for_a_name(spaceless, stripped) + stripped


def _signs_for_a_name(spaceless: str, stripped: str) -> str:
    """The ○○ of ○○委員: what looks like decoration stands for the letters of a name."""
    word = squeeze(stripped)
    if word not in ROLES and word not in HONORIFICS:
        return ""
    signs = _SAME_SIGNS.search(spaceless.partition(stripped)[0])
    return signs.group() if signs else ""


def _wraps(text: str) -> bool:
    return not any(character in "（()）" for character in text[1:-1])


@lru_cache(maxsize=65536)
def likeness(label: str) -> float:
    """How much a label is a speaker's, from 0 to 1, by its words alone. `label` is cleaned or not."""
    squeezed = squeeze(clean(label))
    if not squeezed or len(squeezed) > _LONGEST or squeezed in _NO_SPEAKERS:
        return NONE
    if ":" in squeezed:
        sides = squeezed.split(":")
        return min(likeness(side) for side in sides) if len(sides) == 2 and all(sides) else NONE
    head, inner = _apart(squeezed)
    if _NOT_A_LABEL.search(head) or _STAGE.search(head):
        return NONE
    if HEADER_NAMES.get(head, "members") not in ("members", "staff") and head not in ROLES:
        return NONE
    weight = _words(head)
    if inner and weight < CERTAIN and _words(inner.strip("()")) >= LIKELY and _name_like(head):
        return CERTAIN
    if inner and (_NOT_A_LABEL.search(inner) or inner in NOT_SPEAKERS):
        return NONE
    if inner and weight < LIKELY and could_be_name(head) and name_evidence(inner) > 1:
        return LIKELY  # 管理者（伊佐山進）
    return weight


def _apart(squeezed: str) -> tuple[str, str]:
    """会長(飛島村長) → (会長, 飛島村長); 稲川(いなかわ)座長 → (稲川座長, いなかわ)."""
    found = re.search(r"[(\[〔]([^()\[\]〔〕]{1,24})[)\]〕]", squeezed)
    if not found:
        return squeezed, ""
    return squeezed[: found.start()] + squeezed[found.end() :], found.group(1)


def question_word(label: str) -> str:
    """The word of a label that may be numbered: Q1 and Ｑ１ are Q, 問2 is 問."""
    return squeeze(label).rstrip("0123456789.")


def _words(word: str) -> float:
    asked = any(question_word(word) in pair for pair in QUESTION_PAIRS)
    if word in ROLES or _NUMBERED.fullmatch(word) or asked or named(word):
        return CERTAIN
    if _with_role(word) or ((counted := _COUNTED.fullmatch(word)) and _with_role(counted[1])):
        return CERTAIN
    if _TOWN.fullmatch(word) or _HEAD.fullmatch(word) or _ONE_OF.fullmatch(word):
        return LIKELY
    if any(word.endswith(ending) and _LETTERED.fullmatch(word[: -len(ending)]) for ending in HONORIFICS):
        return LIKELY  # Aさん
    if any(word.endswith(ending) and 1 < len(word) - len(ending) <= 8 for ending in HONORIFICS):
        return LIKELY if _name_like(word) else NONE
    if re.fullmatch(r"[A-Z]{1,2}", word):
        return LIKELY * 0.5
    return LIKELY if len(word) > 2 and word.endswith(ORGANISATION_ENDINGS) else NONE


def _with_role(word: str) -> bool:
    """A name, department or letter with a role: 山口委員長, 委員A, 行革推進課長, 委員佐藤."""
    for length in range(min(len(word) - 1, 12), 1, -1):
        if word[-length:] in ROLES and _qualifies(word[:-length]):
            return True
        tail = word[length:] if word[:length] in ROLES else ""
        if _LETTERED.fullmatch(tail) or (_surname_like(tail) and tail not in ROLES):
            return True
    return False


def _surname_like(tail: str) -> bool:
    """What may follow a role as a name: 委員佐藤, and not 出席者紹介."""
    return len(tail) <= 6 and _name_like(tail) and not _BUSINESS.search(tail) and not _ASSENT.search(tail)


def _qualifies(before: str) -> bool:
    if HEADER_NAMES.get(before, "members") not in ("members", "staff"):
        return False
    if _KANA_NAME.fullmatch(before):
        return True
    return len(before) <= 30 and not re.search(r"(?<!ど)[はがをにでとも]$|[はがを]", before)


def _name_like(word: str) -> bool:
    """Could be a person's name: short, no punctuation, at least one kanji or all kana."""
    return (
        1 <= len(word) <= 10 and re.fullmatch(r"[一-鿿々〆ヶケぁ-んァ-ヶー﨑髙A-Za-z・]+", word) is not None
    )


def could_be_name(label: str) -> bool:
    """Whether an unknown label can be a bare name: 2 to 8 letters without a particle's look."""
    word = squeeze(clean(label))
    return (
        2 <= len(word) <= 8
        and _name_like(word)
        and word not in _NO_SPEAKERS
        and not _NOT_A_LABEL.search(word)
        and not _BUSINESS.search(word)
    )


_SPEECH_END = re.compile(
    r"(?:[。．？！?!]|です|ます|ません|ましょう|でしょう|した|する|していた|された|なる|ある|いる|ない|たい|よい|良い|思う|考える|できる|か|よね|ですね|"
    r"ますね|いう|った|いただく|願う|はい|\S\Sい|だ|せる|れる|べき|[をと](?:宣告|宣言|説明|報告|答弁|回答|要望|質問|質疑|指摘|提案|指示))[)）」』]?$"
)
_STOP = re.compile(r"。|(?<![0-9０-９])．")
_IN_BRACKETS = re.compile(r"\([^()]{1,60}\)")
_TOLD_IN_BRACKETS = re.compile("説明|報告|紹介|挨拶|あいさつ")
# 「保育課主査　根本　さやか」 asks nothing.
_GIVEN_NAME = re.compile(r"[一-鿿々]\s+[ぁ-ん]{2,4}$")


def reads_as_speech(text: str) -> bool:
    """Whether a text reads as a sentence and not as a list of names or a heading."""
    text = text.strip()
    if len(text) < 2:
        return False
    opening = text[:300]
    if _is_prose(opening):
        return True
    if _GIVEN_NAME.search(text[-8:]) and not _STOP.search(opening):
        return False
    if _IN_BRACKETS.fullmatch(half(opening)):
        return _TOLD_IN_BRACKETS.search(opening) is not None
    return bool(_STOP.search(opening) or _SPEECH_END.search(text[-8:]))


def _is_prose(text: str) -> bool:
    """A long sentence whose end is out of sight: by its share of hiragana, which no list of names has."""
    return len(text) >= 100 and 4 * sum("ぁ" <= letter <= "ん" for letter in text) > len(text)


def nearest(label: str, known: dict[str, int]) -> str | None:
    """A known label of which this one looks like a misprint: its letters in another order, or one letter off
    in the word for the role. Another name is another person, however alike: 後藤 is no 加藤."""
    word = squeeze(label)
    for other in sorted(known, key=lambda one: -known[one]):
        if other != word and _misprint(word, squeeze(other)):
            return other
    return None


def _misprint(word: str, other: str) -> bool:
    if role_at_end(word):
        return False  # a well-formed label says whom it means
    role = role_at_end(other)
    if not role and other.endswith(ORGANISATION_ENDINGS):
        return len(other) >= _LONG_ROLE and sorted(word) == sorted(other)
    name, rest = other[: len(other) - len(role)], word[len(other) - len(role) :]
    if not role or not word.startswith(name) or not rest:
        return False
    return sorted(rest) == sorted(role) or (
        len(role) >= _LONG_ROLE - bool(name) and _one_letter_off(rest, role)
    )


def _one_letter_off(word: str, other: str) -> bool:
    if len(word) == len(other):
        return sum(a != b for a, b in zip(word, other, strict=True)) == 1
    short, long = sorted((word, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
