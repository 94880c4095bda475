"""The words of a heading: what kind of item its title is, and what of it is compared."""

import re
from functools import lru_cache

from ...folding import half, squeeze
from ...parsed import ItemKind
from .notes import is_time_stamp
from .numbering import Numbered, numbered

_OPENING = re.compile(
    r"開会|開議|開式|委嘱状|辞令交付|出席者(?:の)?紹介|委員(?:の)?紹介|職員(?:の)?紹介|自己紹介$|資料(?:の)?確認|資料説明$|事務局紹介|成立(?:の)?(?:宣言|報告)|定足数|"
    r"会議録署名|議事録署名|署名委員"
)
_GREETING = re.compile(r"挨拶|あいさつ")
_CLOSING = re.compile(
    r"^(?:閉会|散会|閉式)(?:の(?:辞|宣言|宣告)|の?(?:あいさつ|挨拶|ことば|言葉))?$|閉会$|閉会宣言|散会宣言|閉会の"
)
_OTHER = re.compile(r"^(?:その他|そのほか|その外|事務連絡)")
_CONTAINER = re.compile(
    r"(?:本日の)?(?:議題|議事|議案|案件|審議|協議|報告|審議事項|協議事項|報告事項|報告・協議事項|協議・報告事項|審議案件|会議事項|付議事項|議事事項|"
    r"討議|意見交換|会議|審議・報告事項|諮問事項|承認事項|その他の事項)(?:等)?(?:\(.{1,20}\))?"
)
_KIND_BESIDE = re.compile(r"(?P<kind>[^\s:：]{2,8})(?:\s{2,}|　|\t|\s*[：:]\s*)(?P<title>\S.+)")
_HEADLINE = re.compile(
    r"(?:について|の件|事項|に関すること|に関する件|に対する質疑|の報告|の紹介|質疑応答|意見交換|質疑|の選出|の選任|の指名)(?:\(.{1,40}\))?(?:等)?$"
)
_NO_TITLE = re.compile(
    r"\s*(?:(?:及び|並びに|から|[と、,・~])[^。]{1,40})?(?:について|の一括審議)?\s*(?:\([^()]{1,20}\))?\s*"
)
_FRAMES = "【】〔〕［］[]＜＞<>〈〉《》()「」『』◇◆■□○●◎・:"


def kind_of(title: str, *, listed: bool = False) -> ItemKind:
    """What a heading is. In a list printed under 議題 (`listed`) greetings and introductions are business
    too."""
    word = squeeze(title)
    if _OTHER.search(word):
        return "other"
    if _CLOSING.search(word) and len(word) <= 12:
        return "closing"
    if re.fullmatch(r"開会(?:宣言|の宣言|の辞|宣告)?|開議|開式", word):
        return "opening"
    if listed or len(word) > 24:
        return "item"
    if _GREETING.search(word) and len(word) <= 16:
        return "greeting"
    if _OPENING.search(word) and len(word) <= 16:
        return "opening"
    return "item"


def is_container(title: str) -> bool:
    """議題, 報告事項: a heading that only holds others."""
    return _CONTAINER.fullmatch(squeeze(title)) is not None


def kind_beside(text: str) -> re.Match[str] | None:
    """「報告事項　計画の見直しについて」: the kind of business in place of a number, and the title."""
    beside = _KIND_BESIDE.fullmatch(text)
    if beside is None or not is_container(beside["kind"]) or numbered(beside["title"]):
        return None
    return beside


def is_headline(text: str) -> bool:
    """A short line that names a subject: 「…について」."""
    return not text.endswith("。") and _HEADLINE.search(squeeze(text)) is not None


_DAY = re.compile(
    r"(?:第?[\d一二三]日目?)?(?:(?:令和|平成)?\d{0,4}年?\d{1,2}月\d{1,2}日)?(?:\([月火水木金土日](?:曜日)?\))?"
    r"(?:午[前後]\d{1,2}時(?:\d{1,2}分)?(?:開[会議]|再開))?"
)
_STANDING = re.compile(
    r"(?:非|一部非)?公開|秘密会|(?:発言者[^。]{0,12})?(?:発言|議事|審議|議題)?・?(?:発言)?(?:内容|要旨)(?:・?(?:決定|確認)事項)?\)?"
)
_ASKING = re.compile(r"(?:主な)?(?:質疑|質問|意見|質疑応答|質疑・意見|意見・質疑|意見等|討論)")


def names_no_business(text: str, *, listed: bool = False) -> bool:
    """Whether a heading only tells the day, the time, that the public is out, or the names of columns; where
    the agenda is `listed`, also that questions and opinions follow. What is below it is still of the item
    above."""
    bare = squeeze(text).strip(_FRAMES)
    told = _DAY.fullmatch(bare) or _STANDING.fullmatch(bare) or (listed and _ASKING.fullmatch(bare))
    return bool(told) or is_time_stamp(bare)


def is_untitled(item: Numbered) -> bool:
    """Whether a line names business by its number alone: 「諮問第3号について」, 「議題1及び議題2」."""
    told = item.kind.startswith("named") or item.rest.startswith("について")  # 【(1)について】
    return told and _NO_TITLE.fullmatch(half(item.rest)) is not None


_OWN_HANDOUT = re.compile(
    r"(?:[(〈<\[](?:参考)?資料[^)〉>\]]{0,12}[)〉>\]]|(?:参考)?資料(?:No\.?)?\d[\d,、-]{0,8})$"
)
_STATE = re.compile(r"\((?:非公開|公開|案|報告|協議|審議|承認|継続)\)$")


_OWN_TITLE = re.compile(r"[^ぁ-ん]|[ぁ-ん]{3}|について")


@lru_cache(maxsize=16384)
def core_of(title: str) -> str:
    """What of a title is compared: without number, material, について and の."""
    item = numbered(title)
    named = item is not None and item.kind.startswith("named") and _OWN_TITLE.match(item.rest)
    word = squeeze(
        item.rest if item and named else title
    )  # 諮問第8号に係る審議 has no title without its number
    word = _STATE.sub("", word)
    word = _OWN_HANDOUT.sub("", word)
    return re.sub(r"(?:について|の件|に関すること)$", "", word).strip("「」『』・:").replace("の", "")
