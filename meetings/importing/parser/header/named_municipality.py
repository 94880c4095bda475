"""The town a document says it is of: by its name in the title, at the place, in an office or on the frame
of its page. Never a guess."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...folding import half, squeeze
from ...vocabulary import SURNAMES
from ...vocabulary.municipalities import named_at

_LETTER = "一-鿿々ヶヵケぁ-んァ-ヴー"
# Years, sittings and words for an institution, behind which the name of its town may begin.
_BEFORE = re.compile(
    r"(?:(?:令和|平成|昭和)[0-9元〇一二三四五六七八九十]+|第?[0-9]+|第[一二三四五六七八九十]+|[〇一二三四五六七八九]{4})"
    r"(?:年度|[年回期月日次号度])|法人"
)
_BEGINS = re.compile(rf"(?<![{_LETTER}A-Za-z])(?=[{_LETTER}])|(?<=[ぁ-ん])(?=[一-鿿ァ-ヴ])")
# Where a name ends: not in 市民, but in 市民生委員; not 東村 in 東村野市 or 大町 in 大町田村議会.
_ENDS = re.compile(
    r"(?!民(?![生俗])|[場街域画間分]|(?<=町)内|[町村](?![長立内会]))"
    rf"(?:(?<![町村])|(?![{_LETTER}]{{1,2}}(?:市(?![民場街])|[町村](?:役場|議会|長))))"
)
_NAME = re.compile(rf"[{_LETTER}]{{1,6}}?[市町村区県]{_ENDS.pattern}")
# Towns in general, parts of one, former ones and other markets: 各市, 健康都市, 城下町, 中学校区, 旧神岡町.
_NO_NAME = re.compile(
    r"^[各旧]|^[市町村]{2}|^[本当同他全両副前元現新](?!.{2})|^本[市町村]|市町村|^全国|都市$|[漁農山]村$"
    r"|(?:門前|城下|宿場|^下)町$|(?:[地学校政治]|選挙|特別)区$|(?:隣接|周辺|近隣|先進|会長|幹事|構成|開催)[市町村]$"
    r"|(?:[朝夕夜楽初]|見本|植木|陶器|古本|青空)市$"
    r"|[ァ-ヴ一-鿿](?:[はをがにでともるいなの]|など|から|まで|した|する|[ぁ-ん]+て)[市町村区]$"
)
_OFFICE = re.compile(
    r"の?(?:公式|ホームページ|ウェブサイト)| ?All [Rr]ights|役場|役所|庁(?!議室)|議会|議場|立|職員|消防団"
    r"|(?:教育|農業)委員会|[部課係]{1,2}長会|三役会|区長会|(?:町内会|自治会|町会)連合会|連合(?:町内会|自治会|町会)"
    r"|社会福祉協議会|防災会議|総合教育会議|国民健康保険運営"
    rf"|\s{{0,3}}[{_LETTER}]{{2,14}}[課部局室係](?![{_LETTER}])"
)
_HEAD = re.compile(r"[市町村区]?長(?![期年寿])")
_SET_APART = re.compile(r"[ 】」』]|・(?=市町村)|・(?!\S{1,6}[市町村])")
_OF_ITS_OWN = re.compile(
    rf"(?<![{_LETTER}])(?:副?([市町村])長|([市町村区県])(?:民|役場|役所|立|道|議会|側|当局|職員|\())"
)
_OF_MANY = re.compile(
    r"全国|(?<!町内会)(?<!自治会)(?<!町会)連合(?!町内会|自治会|町会)|組合|広域|ブロック|一部事務|合併協議会"
    r"|(?<!第)[二三四五六七八九十]{1,3}[市町村](?![内会民場道])|地方自治|市町村|都道府県"
)
_COMPANY = re.compile(r"会社|\([株有]\)")


class _Name(NamedTuple):
    """A name that may be a town's, whether the list has it, and what stands before and behind it."""

    name: str
    listed: bool
    before: str
    behind: str

    @property
    def has_office(self) -> bool:
        """つゆくさ市役所, つゆくさ市 市民課; 大野市長 may be Mr Ono."""
        head = _HEAD.match(self.behind) and self.name[:-1] not in SURNAMES
        return bool(_OFFICE.match(self.behind) or head)


def _names(text: str) -> Iterator[_Name]:
    """From the left, each as long as it goes: 東京都市計画 holds no 京都市, 榎ヶ津市 no 津市."""
    text, end = _BEFORE.sub("|", half(text[:6_000])), 0
    for begins in _BEGINS.finditer(text):
        at = begins.start()
        while at >= end and (name := _name_at(text, at)):
            end = len(name.before) + len(name.name)
            if name.listed or len(name.name) > 2 or name.has_office:
                yield name
            at = end if name.name[-1] in "都道府県" else -1


def _name_at(text: str, at: int) -> _Name | None:
    """新 and 現 before a listed name are no part of it; within a word in kana only such a one begins."""
    at += text[at : at + 1] in "新現" and not named_at(text, at) and bool(named_at(text, at + 1))
    name = named_at(text, at)
    listed = bool(name and _ENDS.match(text, at + len(name)))
    if not listed:
        made = None if at and "ぁ" <= text[at - 1] <= "ん" else _NAME.match(text, at)
        name = made[0] if made and not _NO_NAME.search(made[0]) else ""
    return _Name(name, listed, text[:at], text[at + len(name) :][:20]) if name else None


def municipality_of(
    titles: Sequence[str], body: str | None, place: str | None, frame: Iterable[str], whole: str
) -> str | None:
    """The municipality the minutes belong to; None where several or none are named. `frame` are lines of the
    page's frame, `whole` is where a document speaks of itself.

    A name of the official list counts in the title, at the place and in the frame. Another counts there too
    where it is a 市 or a 県, where its office is named (青葉町役場), where the document says 町長 of its own,
    or where it comes again. Bodies of many municipalities have none.
    """
    first = [one for text in titles[:1] for one in _names(text) if _SET_APART.match(one.behind)]
    apart = {one.name: one.behind[0] for one in first if not _BEGINS.search(one.before)}
    if body and _OF_MANY.search(squeeze(body)):
        return next((name for name, mark in apart.items() if mark == "・"), None)
    said = [one for line in whole.split("\n") for one in _names(line)]
    offices = {one.name for one in said if one.has_office}
    own = {found[1] or found[2] for found in _OF_ITS_OWN.finditer(half(whole))}
    squeezed = squeeze(whole)
    new = {f"新{one.name}": one.name for one in said}  # 新葛之浦市庁舎
    for text in [*titles, body or "", place or "", *(one for one in frame if not _COMPANY.search(one))]:
        named = [
            new.get(one.name, one.name)
            for one in _names(text)
            if one.listed
            or one.name in offices.union(apart)
            or one.name[-1] in {"市", "県", *own}
            or (text is not place and squeezed.count(one.name) > 1)
        ]
        lower = [name for name in named if name[-1] in "市区町村"] or named
        if lower:
            return lower[0] if len(set(lower)) <= 2 else None
    told = {one.name for one in said if own.isdisjoint("市町村") or one.name[-1] in {*own, "区", "県"}}
    return offices.pop() if told == offices and len(offices) == 1 else None
