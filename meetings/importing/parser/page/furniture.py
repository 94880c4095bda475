"""What belongs to the page and not to the meeting: navigation, page numbers, running heads, rules, contact
boxes."""

import re
from collections import Counter

from ...folding import half, squeeze
from ..lines import Line
from ..notation.dates import dates_in
from ..notation.fields import field_at
from ..notation.names import is_title
from ..notation.speakers import NONE, likeness

_LONGEST_TAIL = 60
_OF_MINUTES = frozenset({"date", "place", "agenda", "body", "attendees", "absent"})
_NAVIGATION = re.compile(
    r"本文へ(?:ジャンプ|移動|スキップ)|ここから本文|本文ここから|ここまで本文|本文ここまで|本文にスキップ|現在(?:の)?位置|現在地|"
    r"ページの先頭|ページトップ|(?:先頭|トップ|上|前の?ページ|元のページ)(?:へ|に)(?:もど|戻)|印刷(?:ページ表示|用ページ|する)|"
    r"文字サイズ|文字の大きさ|大きな文字で印刷|サイトマップ|グローバルナビ|メニューを|サイト内検索|(?:ホーム|トップ(?:ページ)?|HOME|Home|TOP|Top)\s*[>＞›»]|"
    r"(?:ツイート|シェア)する|(?:Facebook|Twitter|LINE)で|Adobe\s*(?:Acrobat\s*)?Reader|PDFファイルを(?:ご覧|閲覧)|"
    r"Copyright|All Rights Reserved|議会中継$|このページの(?:内容|情報)"
)
# What a page says to its reader in a sentence.
_SPOKEN_TO = re.compile(r"(?:本文です|本文(?:へ|に)(?:ジャンプ|移動|スキップ)(?:します|できます|する))。")
_STAMP = re.compile(
    r"(?:最終)?更新日|公開日|掲載日|登録日|作成日|更新年月日|ページ(?:ID|番号)|記事ID|(?:年|月|日)\)?\s*更新$|ID:\s*\d|登録日時"
)
_TAIL = re.compile(
    r"^[●○■□◆◇▼・【〔［\[＜<\s]*(?:この(?:ページ|記事|情報|会議録).{0,20})?(?:に関する)?(?:お?問い?合わ?せ|連絡先|担当課$)(?!先?(?:は|が|を|に(?:つい|対|関す)|て|た))|"
    r"このページに(?:掲載|関する|つい)|より(?:よ|良)い(?:ホームページ|ウェブサイト|サイト)|^アンケート$|^関連(?:情報|リンク|ファイル|ページ|記事)$|"
    r"^添付ファイル$|^ダウンロード$|^PDF\s*ファイル|^カテゴリ|^この(?:記事|ページ)を|情報は役に立ちましたか|^よくある(?:ご)?質問|^(?:皆様|皆さま|みなさま|みなさん)?の?ご?意見を?お?聞かせ|^ページの先頭"
)
# Dashes of every kind, overlines, underlines, waves and lines drawn across.
_STROKES = (
    r"\-=_~\u00af\u2010-\u2015\u2017\u203e\u2043\u2053\u2212\u223c\u2500\u2501\u2504\u2505\u2508\u2509\u254c\u254d\u2550\u2e3a\u2e3b\u301c\u3030"
    r"\ufe31-\ufe34\ufe49-\ufe4f\ufe58\ufe63\uff0d\uff1d\uff3f\uff5e\uffe3"
)
_RULE = re.compile(rf"[\s{_STROKES}\u2502-\u257f*・.．…‥。+＋|◇◆○☆★※ーｰ･]{{3,}}")
_PARTING = re.compile(rf"[ \u3000{_STROKES}*]{{3,}}")
_PAGE = re.compile(
    r"[\s\-－―–—~〜(（\[]*(?:p(?:age)?\.?\s*)?\d{1,3}(?:\s*(?:/|／|頁|ページ|of)\s*\d{0,3})?[\s\-－―–—~〜)）\].頁]*",
    re.I,
)
_COUNTED_HEAD = re.compile(r"(?:\s{2,}|\t)(?:\d{1,3}\s?/\s?\d{1,3}|[(-]\s?\d{1,3}\s?[)-]|[pP]\.?\s?\d{1,3})$")
_FOOT = 20
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_CALENDAR = re.compile(r"(?:[日月火水木金土]\s*){7}")
_CONTACT = re.compile(
    r"^〒|^(?:電話(?:番号)?|TEL|Tel|ＴＥＬ|FAX|ＦＡＸ|ファックス(?:番号)?|ファクス|E-?mail|メール(?:アドレス)?)\s*[:：（(\d\s]|〒\s?\d{3}[-－]\d{4}|\s(?:電話|TEL|ＴＥＬ)[\s:：]*[\d０-９][\d０-９()（）\-－]{8,}$|^[\w.+-]+@[\w.-]+$|^https?://\S+$"
)
_TABLE_HEAD = re.compile(
    r"(?:No\.?|番号)?(?:発言者|発言者名|氏名|委員名|発言委員)(?:発言の?|意見|発言等の|質疑等の)?(?:内容|要旨|概要|発言|意見)?等?"
)
_MONTH_ONLY = re.compile(r"(?:\d{4}|(?:令和|平成)\s*\d{1,2})年\s*\d{1,2}月")
_BRACKETED_DATE = re.compile(r"[\[［(（]\s*\d{4}年\d{1,2}月\d{1,2}日\s*[\])）］]")


def is_rule(text: str) -> bool:
    """A line drawn with signs."""
    return _RULE.fullmatch(text) is not None


def is_page_number(text: str) -> bool:
    """「- 12 -」, 「3/10」, 「P.4」; a bare number needs the page to say what it is."""
    return len(text) < 20 and _PAGE.fullmatch(half(text)) is not None and any(c.isdigit() for c in half(text))


def is_bare_number(text: str) -> bool:
    """A number alone: a page number, or the number of the heading on the next line."""
    return _BARE_NUMBER.fullmatch(half(text)) is not None


def is_stamp(text: str) -> bool:
    """A line that says when the page was put up, which is never when the meeting was. A sentence is said."""
    folded = half(text)
    return (
        len(text) < 80
        and not text.endswith("。")
        and (bool(_STAMP.search(folded)) or bool(_BRACKETED_DATE.fullmatch(text)))
    )


def is_navigation(text: str) -> bool:
    """A line of the site's own frame."""
    return len(text) < 300 and _NAVIGATION.search(text) is not None and "。" not in _SPOKEN_TO.sub("", text)


def opens_tail(text: str) -> bool:
    """The first line of what stands below the minutes on a page: contact, questionnaire, related pages."""
    return len(text) < 60 and _TAIL.search(half(text)) is not None


def is_table_head(text: str) -> bool:
    """The head of a table of turns: 「発言者 | 発言内容」."""
    return len(text) < 40 and _TABLE_HEAD.fullmatch(squeeze(text).replace("|", "")) is not None


def is_contact(text: str) -> bool:
    """An address, telephone number or mail address."""
    return len(text) < 100 and _CONTACT.search(text.strip()) is not None


def _tail_at(lines: list[Line]) -> int:
    """Where the contact box at the foot of the page begins: nothing below it is a field of the minutes."""
    for at in range(len(lines) - 1, max(-1, len(lines) - _LONGEST_TAIL), -1):
        if opens_tail(lines[at].text) and any(is_contact(line.text) for line in lines[at + 1 : at + 8]):
            below = (field_at(line.text) for line in lines[at + 1 :] if len(line.text) < 60)
            if not any(named and named.key in _OF_MINUTES for named in below):
                return at
    return len(lines)


def mark(lines: list[Line]) -> None:
    """Set aside what no words can be: rules, page numbers, running heads, calendars, the contact box."""
    _counted_heads(lines)
    for line in lines[_tail_at(lines) :]:
        line.put("furniture")
    counts = Counter(squeeze(line.text) for line in lines if len(line.text) < 80)
    for index, line in enumerate(lines):
        text = line.text
        if is_rule(text) or is_table_head(text):
            line.put("furniture")
            if _PARTING.fullmatch(text) and index + 1 < len(lines):  # parts like a blank line
                lines[index + 1].blank_before = True
        elif _CALENDAR.match(text.replace("|", " ")):
            _calendar(lines, index)
        elif is_page_number(text) and not is_bare_number(text):
            known_to_the_reader = line.place
            line.put("furniture")
            if not known_to_the_reader:
                _running_head(lines, index, counts)
    _bare_page_numbers(lines)


def _calendar(lines: list[Line], index: int) -> None:
    lines[index].put("furniture")
    if index and _MONTH_ONLY.fullmatch(lines[index - 1].text):
        lines[index - 1].put("furniture")


def _running_head(lines: list[Line], index: int, counts: Counter[str]) -> None:
    """A line beside a page number that comes again, or names a meeting with its date, heads the page.

    A label that comes again (会長) is no running head: a page may well end between it and what is said.
    """
    for near in (index - 1, index + 1):
        if not 0 <= near < len(lines) or lines[near].place:
            continue
        text = lines[near].text
        if len(text) > 60 or "。" in text:
            continue
        dated = re.search(r"第\s*\d+\s*回", half(text)) and any(True for _ in dates_in(text))
        seen = counts[squeeze(text)]
        recurs = likeness(text) == NONE and (seen > 2 or (seen > 1 and is_title(text)))
        if recurs or dated:
            lines[near].put("furniture")
            lines[near].running_head = True


def _counted_heads(lines: list[Line]) -> None:
    """「第1回…審議会　議事録　　　　1/2」 on every page: the number is the page's, and so is the line from
    the second page on."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        counted = _COUNTED_HEAD.search(half(line.text[-24:])) if 12 < len(line.text) < 120 else None
        if counted and not line.place:
            cut = len(line.text) - len(counted.group())
            found.setdefault(squeeze(line.text[:cut]), []).append((at, cut))
    for head in [one for one in found.values() if len(one) > 1]:
        for at, _ in head[1:]:
            lines[at].put("furniture")
            lines[at].running_head = True
    firsts = [head[0] for head in found.values() if len(head) > 1]
    for at, cut in sorted(firsts, reverse=True):
        title, number = lines[at].cut([cut])
        number.put("furniture")
        lines[at : at + 1] = [title, number]


def _bare_page_numbers(lines: list[Line]) -> None:
    """Bare numbers that count up through the document, three at least, are its pages; two, where they
    stand in the middle of the foot."""
    found = [line for line in lines if line.place is None and is_bare_number(line.text)]
    values = [int(half(line.text)) for line in found]
    counting = bool(values) and values == list(range(values[0], values[0] + len(values)))
    many = len(values) >= 3 and len(lines) / len(values) > 10
    set_in = len(values) >= 2 and values[0] == 1 and all(line.indent >= _FOOT for line in found)
    if counting and (many or set_in):
        for line in found:
            line.put("furniture")
