"""Names of the meeting as printed: its title, the body that met, the municipality it belongs to."""

import re
from collections.abc import Iterable

from ...folding import BULLETS, LINES, half, squeeze, unbracket
from ...vocabulary import PLACE_ENDINGS
from ...vocabulary.municipalities import names_within
from .numbering import numbered
from .numerals import number_of

_MARK = re.compile(
    r"会議録|議事録|会議要旨|議事要旨|議事要録|審議概要|会議概要|議事概要|会議結果|会議?記録$|会議記録|会議の概要|要点記録|要点筆記|摘録|要録|開催結果|結果概要|結果報告書?$|発言録|発言要旨|意見一覧|意見要旨|議事メモ|会議メモ|質疑応答の?(?:記録|概要|要旨)|議事要点|会議要点|(?<=[会部])審[査議]の?(?:概要|結果)|の記録$|(?<=\S)きろく$"
)
_SITTING = re.compile(r"第\s*(?:\d{1,4}|[一二三四五六七八九十]{1,4})\s*回|定例会|臨時会|緊急議会")
_BODY_END = re.compile(
    r"(?:審議会|委員会|協議会|懇談会|懇話会|研究会|検討会|分科会|部会|市民会議|推進会議|連絡会議?|教育会議|専門会議|会議|評議会|議会|総会|役員会|課長会|庁議|本部|理事会|研修会|"
    r"ワークショップ|ワーキング(?:グループ|チーム)?|フォーラム|審査会|運営会|説明会|集会|調査会|連合会|幹事会|公聴会|意見交換会|交流会|円卓会議|トーク|ミーティング|サロン|ラウンドテーブル|[^\s開閉散再休]会)$"
)
_GENERIC = re.compile(
    r"(?:会議|議事|審議|発言)?(?:録|議事録|会議録|要旨|概要|記録|結果|の概要|要録|摘録)(?:\(.{1,8}\))?(?:書|票)?|会議議事録|会議録本文|議事録本文"
)
_ANNOUNCES = re.compile(
    r"を開催します|を開きます|の開催について|の募集|を募集|のお知らせ|開催のご案内|の傍聴"
)
_YEAR = re.compile(
    r"(?:(?:令和|平成|昭和|大正|明治)\s*(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:\(\d{4}\)\s*)?年\s*度?(?:\s*\d{1,2}月)?|(?:19|20)\d\d\s*年\s*度?|[HRS]\d{1,2}(?:\s*年?度|(?=\s*第)))(?:\s*\(\d{4}年?度?\))?"
)
_DAY = re.compile(
    r"(?:令和|平成|昭和)\s*(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
    r"(?:\s*\([月火水木金土日](?:曜日?)?\))?"
)
_LEAD = re.compile(
    r"^[RHS]\d{1,2}-\d{1,2}\s+|^(?:総会|臨時会?|定例会?|会議録|議事録|の)\s+|^(?:臨時|定例)(?!会)"
)
_TAIL = re.compile(
    r"[\s・\-]*(?:(?<=\s)本会議録?|(?:の|(?<=[\s会部回期日)）」プムズ])|(?<=会議))会議(?:録|の?概要|要旨|要点|の?結果|の?記録|要録|メモ)|及び|並びに|"
    r"(?<=会議)(?:録|概要|要旨|要点|結果|記録|要録|メモ)|の?議事録|議事要旨|議事要録|議事要点|の?審[査議]の?(?:概要|結果)|議事概要|要点記録|要点筆記|摘録|要録|の概要|(?<=[\s会)）])概要|(?<=[\s会)）])(?:記録|きろく)|の記録|(?<=\s)報告書?|の?(?:開催記録|開催結果|開催状況|開催報告書?|結果概要|結果報告書?|審議内容|議事内容|会議内容|まとめ)|の?書面(?:協議|審議|会議|開催|議決)(?:の?結果)?|(?<=\s)(?:確定版|最終版|抄本?|案|抜粋|開催)|発言録|発言要旨|意見一覧|意見要旨|議事メモ|質疑応答の?(?:記録|概要|要旨)|を(?:(?:掲載|公開|公表)(?:します|しました|しています)|(?:開き|開催し)ました)|の?結果|本文|第\s*\d+\s*号|(?<=\s)第\s*[\d一二三四五六七八九十]+\s*[日号]|"
    r"(?:の)?要旨|議事次第|について)$"
)
_SITS = re.compile(
    r"(?:第\s*\d{1,2}\s*期)?\s*[（(【]?\s*第\s*(?:\d{1,4}|[一二三四五六七八九十]{1,4})\s*回\s*(?:目)?\s*[)）】]?\s*(?:(?:臨時|定例)(?:会(?:議(?!事))?)?|会議|委員会(?=\s|$))?"
)
_TERM = re.compile(
    r"^第\s*\d{1,3}\s*期(?:\s+|(?=[一-鿿々ヶケぁ-んァ-ヴー]{2,6}(?<!都)[市町村区][^民場街町村内域画間分長]))"
)
_SPACED_MARK = re.compile(r"(?:会\s+議|議\s+事)(?:\s+の)?\s+(?:録|要\s+[旨点]|概\s+要)")
_NOTHING_IN = re.compile(r"[（(]\s*[)）]")
_IN_QUOTES = re.compile(r"^「([^「」]{3,40})」")
_IN_BRACKETS = re.compile(r"([^（()）]{2,12})[（(]([^（()）]{3,60})[)）]")
_LAST_BRACKET = re.compile(r"(?<=\S)\s*[（(][^（()）]{1,20}[)）]$")
_SESSION = re.compile(
    r"(?:(?:第\s*\d+\s*回)?\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月の?)?(?:定例会議?|臨時会議?|緊急議会|例会|会合|集まり)|(?:定期|通常|臨時)?総会)$"
)
_NUMBER = re.compile(r"第\s*(\d{1,4}|[一二三四五六七八九十百]{1,5})\s*回")
_NATIONWIDE = re.compile(
    r"^全国|(?<!町内会)(?<!自治会)(?<!町会)連合(?!町内会|自治会|町会)|組合|広域|一部事務|合併協議会|(?<!第)[二三四五六七八九十]{1,3}[市町村](?![内会民場道])|全国|地方自治|市町村|都道府県"
)


def is_title(text: str) -> bool:
    """Whether a line can be the title of minutes or part of it."""
    text = unframed(text)
    item = numbered(text)
    listed = item is not None and item.kind.split()[0] in ("plain", "paren", "circled", "bullet", "named")
    if listed and not half(text).startswith("("):
        return False
    if len(text) > 90 or text.endswith(("。", "、")) or ":" in half(text[:20]):
        return False
    folded = half(text)
    if _ANNOUNCES.search(folded):
        return False
    squeezed = _TAIL.sub("", _LAST_BRACKET.sub("", _TAIL.sub("", squeeze(text))))
    if _MARK.search(squeeze(text)) or (_SITTING.search(folded) and len(squeezed) > 3):
        return True
    return bool(_BODY_END.search(squeezed)) and len(squeezed) <= 40 and not re.search(r"[、，]", text)


def unframed(text: str) -> str:
    """A title without the marks around it: ◆ … ◆, 【 … 】, ～ … ～."""
    if text[:1] in LINES and text[-1:] in LINES:
        text = text.strip(LINES + " \u3000")
    if text[-1:] in BULLETS:
        text = text.strip(BULLETS + " \u3000")
    inner = unbracket(text)
    return inner[1].strip() if inner and not inner[2].strip() and inner[0] not in "（(" else text


def title_of(printed: Iterable[str]) -> str | None:
    """The best title among lines at the top: one that names a body and a sitting before one that says
    会議録 alone."""
    best = max(printed, key=_rank, default="")
    return best if _rank(best) > 0 else None


def _rank(text: str) -> int:
    squeezed, folded = squeeze(text), half(text)
    if not squeezed or _GENERIC.fullmatch(squeezed):
        return 0
    body, sitting = body_of(text), _SITTING.search(folded) is not None
    named = 4 * bool(body) + 3 * sitting + 2 * bool(_MARK.search(squeezed)) + bool(_YEAR.search(folded))
    assembly = body is not None and body.endswith("議会") and not sitting
    return 1 + named - 3 * assembly - 3 * bool(_ANNOUNCES.search(text))


def sitting_number(title: str) -> int | None:
    """第26回 → 26."""
    found = _NUMBER.search(half(title))
    return number_of(found.group(1)) if found else None


# An association's sittings: 「…課長会 役員会」 is a sitting of the 課長会. Committees and sections of a body
# (部会, 小委員会) have members of their own and stay bodies.
_OF_ASSOCIATION = re.compile(
    r"(?P<body>\S{3,40}?(?:会|協議会|連合会|連盟|審議会|会議|組合))\s+(?:(?:定期|通常|臨時|定例)?(?:総会|役員会|理事会|幹事会)|(?:情報|意見)交換会議?|"
    r"研修会|例会|全体会議?|代表者会議?)"
)


_ANY_SITTING = frozenset({"定例会", "臨時会", "総会", "会議", "定例会議", "臨時会議", "緊急議会"})


def body_of(title: str) -> str | None:
    """The body that met, from a title: without year, sitting, 定例会 and 会議録; None where nothing is
    left."""
    text = _SPACED_MARK.sub(lambda found: re.sub(r"\s", "", found.group()), _half_marks(title))
    text = _NOTHING_IN.sub(" ", _YEAR.sub(" ", _DAY.sub(" ", text)))
    text = _TERM.sub("", text.strip())
    text = _IN_QUOTES.sub(r"\1 ", text)
    named = _IN_BRACKETS.fullmatch(text.strip())
    if named and _GENERIC.fullmatch(squeeze(named[1])):  # 会議要旨（文化財審議会　第16回）
        text = named[2]
    text = re.sub(
        r"[（(【〔\[][^（()）】〕\]]{0,30}(?:回|要旨|議事録|会議録|録|日\)?|曜日|公開|抜粋|案|全文|概要)[)）】〕\]]",
        " ",
        text,
    ).strip()
    for _ in range(4):
        text = _TAIL.sub("", _LAST_BRACKET.sub("", text.strip())).strip()
    text = _SITS.sub(" ", text)
    text = re.sub(r"\s+", " ", text).strip(" ・-－:：")
    text = _LEAD.sub("", text).strip()
    for _ in range(2):
        text = _TAIL.sub("", text).strip()
        shorter = _SESSION.sub("", text).strip()
        text = shorter if _BODY_END.search(squeeze(shorter)) else text
    association = _OF_ASSOCIATION.fullmatch(text)
    if association:
        text = association["body"]
    squeezed = squeeze(text)
    long = len(squeezed) > 2 or squeezed == "庁議"
    specific = long and not _GENERIC.fullmatch(squeezed) and squeezed not in _ANY_SITTING
    if not specific or not _BODY_END.search(squeezed):
        return None
    return re.sub(r"\s", "", text) if _spaced_out(text) else text


def _half_marks(text: str) -> str:
    """Digits and spaces folded, so that years and numbers are found; a title set letter by letter is one."""
    folded = half(text)
    return re.sub(r"(?<=\S) (?=\S(?: |$))", "", folded) if _spaced_out(folded) else folded


def _spaced_out(text: str) -> bool:
    words = text.split()
    return len(words) > 6 and sum(len(word) for word in words) / len(words) < 1.8


def is_place(text: str) -> bool:
    """Whether a line printed without a heading is a place: 「東京都庁第一本庁舎42階 特別会議室B」."""
    word = re.sub(r"(?<=.)\([^()]{0,20}\)$", "", squeeze(text)).strip("()〔〕[]【】")
    word = re.sub(r"[A-Z0-9]{1,4}$", "", word)
    return (
        3 <= len(word) <= 45
        and (word.endswith(PLACE_ENDINGS) or bool(re.search(r"\d+(?:階|F(?![A-Za-z0-9]))|会議室|庁舎", word)))
        and "。" not in word
    )


_OFFICE = re.compile(
    r"([一-鿿々ヶケぁ-んァ-ヴー]{1,6}?[市町村区])(?:役場|役所|庁舎|議会|議場|[市町村区]?長(?![期年])|立|教育委員会|農業委員会|職員|庁議|[部課係]{1,2}長会|三役会|区長会|(?:町内会|自治会|町会)連合会|連合(?:町内会|自治会|町会)|社会福祉協議会|消防団|防災会議|総合教育会議|国民健康保険運営)"
)
# 地方独立行政法人いさご市立…, 令和四年まほろば市議会: what stands before the name of the town.
_BEFORE_TOWN = re.compile(
    r"^.*(?:法人|公社|機構|会社|組合|[元〇一二三四五六七八九十\d](?:年度?|[回期月日次]))(?=.{2})"
)
_LEADING = re.compile(
    r"((?![本当他各同全両新市町村都])[一-鿿々ヶケぁ-んァ-ヴー]{2,6}?[市町村区県])(?![民場街町村内域画間分長])"
)
# Towns in general, and parts of one: 健康都市, 城下町, 中学校区.
_NO_NAME = re.compile(r"都市$|[漁農山]村$|[前下場]町$|[地学校政治]区$|(?:[朝夕夜楽初]|見本|植木)市$")
_SENDER = re.compile(r"\S{3,32}[課部局室係]")
_PIECES = re.compile(r"[\s【】()（）:：]+")
_PHRASE = re.compile(
    r"[ァ-ヴー一-鿿](?:[はをがにでとも]|について|による|として|から|まで|など|した|して|する|いる|[るいなの])[市町村区]$"
)
_OPENS_TITLE = re.compile(r"([一-鿿々ヶケぁ-んァ-ヴー]{2,6}[市町村区])\s")
_NO_TOWN = re.compile(
    r"[各本当同他全両副前元](?:市|町|村|区|市町村)|市町村?|都市|地区|全国市|政令市|[市町村区]"
)


_HEAD = 6_000
"""Characters in which a document says whose it is."""


def municipality_of(texts: Iterable[str], *, body: str | None, whole: str) -> str | None:
    """The municipality the minutes belong to, from texts in order of trust; None where several or none are
    named.

    A name of the official list counts anywhere in a text; any other only where the document speaks of its
    office (青葉町役場, 飛島村村長). Bodies of many municipalities have none.
    """
    if body and _NATIONWIDE.search(squeeze(body)):
        return None
    texts = list(texts)
    senders = [name for text in texts if (name := _sender(text))]
    leading = _LEADING.match(_BEFORE_TOWN.sub("", squeeze(body or "")))
    town = leading.group(1) if leading else ""
    often = whole.count(town) > 1 or squeeze(whole[:_HEAD]).count(town) > 1
    opens = _OPENS_TITLE.match(half(texts[0])) if texts else None
    senders += [opens[1]] if opens and not _NO_TOWN.fullmatch(opens[1]) else []
    offices = [*_offices(whole), *senders]
    told = often or town.endswith(("市", "県"))  # 桜町自治会 may be of any town
    if town and told and not names_within(town) and not _NO_NAME.search(town):
        offices = [town, *offices]
    for text in texts:
        found = names_within(text)
        lower = [name for name in found if name[-1] in "市区町村"] or found
        if lower:
            return lower[0] if len(set(lower)) <= 2 else None
        unknown = [name for name in offices if name in squeeze(text)]
        if unknown:
            return unknown[0]
    return offices[0] if len(set(offices)) == 1 else None


def _sender(text: str) -> str:
    """The town of an office that is all a line names: なつめ町総務課行政係; or of a place, where it is a 市:
    つゆくさ市中央公民館. 桜町公民館 may stand in any town."""
    item = numbered(text)
    text = item.rest if item else text.strip()
    text = next((piece for piece in _PIECES.split(text) if _SENDER.fullmatch(piece)), text)
    leading = _LEADING.match(text)
    town = leading[1] if leading else ""
    tells = _SENDER.fullmatch(text) or (town.endswith("市") and is_place(text))
    return town if tells and not (_NO_NAME.search(town) or _NO_TOWN.fullmatch(town)) else ""


def _offices(whole: str) -> list[str]:
    found = []
    for match in _OFFICE.finditer(whole[:_HEAD]):
        name = _BEFORE_TOWN.sub("", match.group(1)).lstrip("第回度期年")
        no_town = _NO_TOWN.fullmatch(name) or _NO_NAME.search(name) or _PHRASE.search(name)
        if not no_town and len(name) > 1 and name not in found:
            found.append(name)
    return found
