"""調べたいこと → 入れ方: the query language by examples, where a search begins and in the help."""

from dataclasses import dataclass

from django.urls import reverse

from meetings.web.address import Address


@dataclass(frozen=True, slots=True)
class Example:
    """What a reader wants to know, what he enters, and what it finds."""

    wish: str
    typed: str
    meaning: str
    is_first: bool = False
    """Shown on the front page too."""

    @property
    def path(self) -> str:
        return str(Address(reverse("web:search")).having(q=self.typed))


EXAMPLES = (
    Example("ある言葉が出てくる発言", "学校給食", "この言葉のある発言", is_first=True),
    Example(
        "いくつかの言葉がそろって出てくる発言",
        "給食費 無償化",
        "空白で区切ると、すべてを含む発言",
        is_first=True,
    ),
    Example(
        "言いかえのどれかが出てくる発言",
        "給食 OR 弁当",
        "どちらかを含む発言。前後に空白。OR の代わりに「または」でも",
    ),
    Example("ある言葉が出てくるものを除きたい", "公園 -駐車場", "「公園」を含み「駐車場」を含まない発言"),
    Example(
        "このとおりの語順の文句",
        '"御異議ございませんか"',
        "半角の引用符で囲むと、文字のならびがこのとおりの発言",
    ),
    Example(
        "二つの言葉が近くに出てくる発言",
        "給食 NEAR 費用",
        "間が30字以内の発言。前後は問いません。NEAR/10 のように字数も書けます（50まで）",
    ),
    Example("言いかえと別の言葉の組み合わせ", "(給食 OR 弁当) 補助", "かっこの中を先に考える"),
    Example(
        "ある人や役職、団体の発言",
        "待機児童 発言者:会長",
        "発言者の表示か名前に「会長」を含む発言",
        is_first=True,
    ),
    Example("ある会議体や会議の発言", "防災 会議:審議会", "会議体か会議の名に「審議会」を含むもの"),
    Example("ある自治体の会議の発言", "図書館 自治体:市", "名前に「市」を含む自治体の会議での発言"),
    Example("ある議題の発言", "議題:予算", "議題名に「予算」を含む議題での発言"),
    Example(
        "ある期間の発言",
        "空き家 from:令和5年4月 to:2024-03-31",
        "和暦でも西暦でも。どちらか一方でも",
        is_first=True,
    ),
)
