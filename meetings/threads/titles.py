"""What a title of an agenda item is about, without the words that say how far the matter has come.

No database. （継続）給食費の無償化（素案）について（その2） is about 給食費の無償化. What parts one matter
from another stays: the year (令和7年度予算 is not 令和6年度予算), 第3次 of a plan, 第2号 of a budget.
"""

import re
import unicodedata

from meetings.search.folding import fold

SHORTEST = 3
"""Characters of a matter: 計画 alone may be any."""

_STAGE = (
    "素案|最終案|修正案|改定案|原案|成案|骨子案?|たたき台|中間(?:報告|まとめ|取りまとめ)案?|最終報告案?|報告書案"
    "|答申案?|諮問|案"
)
"""How far a text has come."""
_ROUND = (
    "継続(?:審議|審査|協議)?|引き?続き|前回の続き|続き|再協議|再審議"
    "|その[0-9一二三四五六七八九十]+|第[0-9一二三四五六七八九十]+回目?"
)
"""Which time the matter is taken up."""
_HANDLING = "(?:審議|協議|議決|報告)(?:事項)?|説明|公開|非公開"
"""What the sitting does with it."""

_BRACKETS = re.compile(
    rf"[(\[【〔<《「]\s*(?:{_STAGE}|{_ROUND}|{_HANDLING}|[0-9]{{1,2}}|[^()]{{1,12}}(?:現在|時点))"
    r"(?:について)?\s*[)\]】〕>》」]"
)
_NUMBERING = re.compile(
    r"^(?:\(?[0-9]{1,2}(?:-[0-9]{1,2})?[).．、:]+|[0-9]{1,2}(?:-[0-9]{1,2})?\s|日程第[0-9一二三四五六七八九十]+"
    r"|(?:議題|案件|議事)[0-9]{1,2}(?![0-9年月日])|(?:議案|報告|諮問|承認|同意|陳情|請願|発議|認定)第[0-9]+号|[・●○◎])\s*"
)
_BEGINNING = re.compile(rf"^(?>{_ROUND})[のした:、\s]*(?!に)(?=\S{{{SHORTEST}}})")
_DATED = re.compile(r"(?:(?:令和|平成)?[0-9元]{1,4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|末)?(?:現在|時点)[のに]?")
_ENDING = re.compile(
    rf"(?:(?:に関する|に係る|の)件|に(?:つい|関し)て(?:の?{_HANDLING})?|の?(?:{_ROUND})|[・、:;。.\s]+"
    # 提案 and 議案 are no drafts
    rf"|の?(?<![提図議考立事懸腹起])(?:{_STAGE}))$"
)
_STAGE_ALONE = re.compile(rf"(?:{_STAGE}|{_ROUND}|{_HANDLING})")
_QUALIFIER = re.compile(r"(?:段階|本格|具体|全面|部分|暫定|試験)的な")
_SPACES = re.compile(r"\s+")
LONGEST = 300
"""Characters of a title that are read."""


def matter_of(title: str) -> str:
    """What the title is about, in its own characters (full width made half); empty where it is nothing but
    numbering and stage."""
    text, before = unicodedata.normalize("NFKC", title[:LONGEST]).strip(), ""
    while text != before:
        before = text
        for form in (_BRACKETS, _NUMBERING, _DATED, _BEGINNING, _ENDING):
            text = form.sub("", text).strip()
    return "" if _STAGE_ALONE.fullmatch(text) else text


def key_of(text: str) -> str:
    """Two matters are one where their keys are the same."""
    return _SPACES.sub("", fold(text))


def without_qualifiers(key: str) -> str:
    """The key without words that only say how: 段階的な無償化 is 無償化."""
    return _QUALIFIER.sub("", key)


_BILL = re.compile(r"(議案|報告|諮問|承認|同意|陳情|請願|発議|認定)第([0-9]{1,4})号")


def bill_of(number: str, title: str) -> str:
    """議案第12号, where the number or the beginning of the title has one; or nothing."""
    found = _BILL.search(key_of(f"{number} {title[:40]}"))
    return f"{found[1]}第{int(found[2])}号" if found else ""
