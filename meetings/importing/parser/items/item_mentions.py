"""What a sentence of the one who presides says of the agenda: which item it turns to, and how plainly."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ...folding import half, squeeze
from ..notation.item_titles import core_of, is_container
from ..notation.numbering import value_of
from ..notation.numerals import number_of
from ..outline import NOTED, Node, Outline, numbers_of

_BUSINESS = (
    r"議題|議事|案件|議案|次第|会議次第|日程|議事日程|項目|テーマ|付議事項|諮問事項|審議事項|協議事項|報告事項|"
    r"審議案件|協議案件|審議|協議|報告"
)
_DIGITS = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf"(?P<kind>{_BUSINESS})(?:の|第|の第|番号)?\(?(?P<number>{_DIGITS})(?!\d|[年月日名人件回点])\)?"
    r"(?:号|番目?|つ目)?(?:の\(?(?P<below>\d{1,2}|[ア-ン])\)?)?"
)
_COUNTED = re.compile(
    rf"(?P<number>{_DIGITS})(?:番目|つ目|件目|点目)の(?P<kind>{_BUSINESS})|"
    rf"(?:^|[、,])(?P<bare>{_DIGITS})(?:番目?|つ目|件目)(?:は|が|の|[、,])"
)
_BRACKETED = re.compile(r"\((?P<number>\d{1,2}|[ア-ン])\)")
_DASHED = re.compile(r"(?<![料\d-])\d{1,2}-\d{1,2}(?![\d-])")
_LETTERED = re.compile(r"(?:^|[、,])([ア-ンa-z])(?:の|に(?:つ|移|入)|、|は|です)")
_HANDOUT = re.compile(r"(?:参考|当日)?資料(?:の|ナンバー|No\.?)?\d{1,2}(?:-\d{1,2})?")
_NEXT = re.compile(
    rf"(?:次|つぎ|続いて)の(?:{_BUSINESS})(?!の?\(?\d)|(?:^|なければ|ないようですので|[、,])(?:次|つぎ)(?:に|へ)(?:移|進|参|まい|行)|(?:^|では[、,]?)次[、,]お願い|次の(?:説明|報告|審議)"
)
_KIND = re.compile(r"(報告|協議|審議|諮問|議案|請願|陳情)(?:事項|案件)?[にへ](?:移|入|進)")
_ASKED = re.compile(r"諮問書を|諮問の内容|諮問(?:事項)?[にへ](?:移|入|進)")
_OPENS = re.compile(rf"^\((?:{_DIGITS})\)|^(?:議題|案件|次第|日程|議事日程)(?:の|第)?\(?(?:{_DIGITS})")
_LAST = re.compile(rf"最後の(?:{_BUSINESS})")
_OTHER = re.compile(
    r"(?:その他|そのほか|その外)(?:\)|」|の(?:項|件|議題|事項|部分)|事項)?"
    r"(?:に(?:移|入|進|ついて|関して)|へ(?:移|進)|です|でございます|となり|として|を(?:議題|お願い)|の(?:説明|報告)|、?事務局|$)"
)
# With 意見 or 質問 it asks for more on the item before.
_ANYTHING_ELSE = re.compile(r"(?:その他|そのほか)(?!.*(?:意見|質問|質疑)).*(?:何か|あり|ござい|ない)")
_BEGINS = re.compile(
    r"(?:議事|議題|審議|協議|審査|案件|議案|付議事項|諮問事項|本題)(?:の(?:審議|審査|協議))?"
    r"(?:(?:に|へ)(?:入り|入ら|入っ|移り|移ら|進み|進め)|を始め|を進め)"
)
_FIRST_ASKED_FOR = re.compile(
    r"(?:(?:それでは|では|早速ですが|早速)[、,]?)*(?:まず|まずは|はじめに|始めに|初めに|最初に)[、,].{2,80}"
    r"(?:説明|報告)(?:を|願|お願|して|くだ|い)"
)
_TAKEN_UP = re.compile(
    r"(?:に|へ)(?:移り|移ら|移る(?!前)|移っ|入り|入ら|入る|入っ|進み|進む|進め|まいり|参り)|を(?:議題|上程|一括)|議題とし|議題といた|諮問書を"
)
_HANDED_OVER = re.compile(
    r"何か|いかが|説明|報告(?:[をしが]|いた|願|お願)|提案|お願い|願います|事務局|です$|でございます|となります|について$|審議|協議|始め|お諮り|伺い|諮り"
)
_PUT_BEFORE = re.compile(
    r"^(?:(?:それでは|では|ありがとうございました|はじめに|始めに|初めに|まず|まずは|次に|次は|つぎに|続いて|続きまして|引き続き|引き続いて|最後に|"
    r"ほかになければ|なければ|ただ今から|ただいまから|ただいまより|これより|早速|早速ですが|[一二三四五\d]つ目(?:の議題)?は)[、,]*)+"
)
_ELSEWHEN = re.compile(
    r"[会部]を(?:開会|開催|始め|はじめ)|後ほど|のちほど|後で|次回|前回|先ほど|さきほど|まで(?!も)|とあわせ|と併せ|終わり|終わら|終了|(?:(?<!次)(?<!続いて)(?<!目)(?<!後)の|[とや])(?:議題|議事|案件)(?!の?\(?\d)"
)
# 「議題1を終わりまして、…」, 「ご質問がないようですので、…」: what comes after it counts.
_DONE_WITH = re.compile(
    r"(?:終わ|終了|終え|ないよう|ようで|なければ|よろしければ|ございませんので)[^、,]{0,12}[、,]"
)
# What follows speaks of something else: 「その他ですが、次回は…」
_ASIDE = re.compile(r"ですが[、,]")
_BACK = re.compile(r"に戻(?:り|ら|っ|る)|に立ち返|を再度")
_TOGETHER = re.compile(r"一括|あわせて|併せて|まとめて")
_ENUMERATES = re.compile(
    r"本日の(?:議題|議事|案件|会議|次第|日程|審議)[^。]{0,30}(?:です|ござい|なって|予定|件|点|つ)|"
    r"本日は[^。]{0,30}(?:\d|[一二三四五六])(?:件|点|つ)|(?:議題|議案|案件|次第)[^。]{0,14}\d+件"
)
_OTHERS = ("その他", "そのほか")
_CIRCLED = {0x2460 + at: f"({at + 1})" for at in range(20)} | str.maketrans("〈〉《》＜＞<>", "()()()()")
_LEAST_TITLE = 5
_LEAST_PAIRS = 4
_MOST_OF_TITLE = 0.7
_LEAST_TOPIC = 3
_WORDS = re.compile(r"[一-龥々ァ-ヶーA-Za-z0-9]{2,}")
_TOPIC_ENDS = re.compile(r"に(?:つい|関し|移|入|進)|を議題|説明|です|でござい|、")
_LONGEST_SENTENCE = 240


def sentences(said: str) -> list[str]:
    """What was said, squeezed, by sentence."""
    parts = re.split(r"[。？！\n]", said.translate(_CIRCLED))
    squeezed = (squeeze(half(one))[:_LONGEST_SENTENCE] for one in parts if one.strip())
    return [_DONE_WITH.split(one)[-1] for one in squeezed]


def enumerates(sentence: str) -> bool:
    """「本日の議題は3件です」: what comes after tells the items before they are taken up."""
    return _ENUMERATES.search(sentence) is not None


def takes_up(sentence: str) -> bool:
    """Whether a sentence says in so many words that the sitting turns to something: …に移ります."""
    opened = _PUT_BEFORE.sub("", sentence).startswith(("次第", "議事日程", *_OTHERS))
    return (opened or _TAKEN_UP.search(sentence) is not None) and not sentence.endswith("か")


def begins_business(sentence: str) -> bool:
    """これより議事に入ります, whatever the items are."""
    begun = _BEGINS.search(sentence) or _FIRST_ASKED_FOR.match(sentence)
    return begun is not None and _ELSEWHEN.search(sentence) is None


class Mentions:
    """The items of one agenda, and what sentences say of them."""

    def __init__(self, outline: Outline) -> None:
        self.nodes = outline.nodes
        self.at = {id(node): at for at, node in enumerate(self.nodes)}
        self.cores = [core_of(NOTED.sub("", node.title)) for node in self.nodes]
        self.titles = [re.sub(r"[()「」]", "", squeeze(node.title)) for node in self.nodes]
        self.pairs = _distinctive_pairs(self.cores)
        self.handouts = outline.handouts

    def goes_back(self, sentence: str) -> Node | None:
        """The item that a sentence calls back by its number or title: 議題1に戻ります."""
        found = self._named(sentence, None) if _BACK.search(sentence) else []
        return found[0] if len(found) == 1 else None

    def turns_to(self, sentence: str, here: Node | None) -> Node | None:
        """The item that a sentence of the one who presides turns to, where it stands at `here`."""
        spoken_of = _ASIDE.split(sentence, maxsplit=1)[0]
        if _ELSEWHEN.search(spoken_of) and _ELSEWHEN.search(self._without_titles(spoken_of)):
            return None
        words = _PUT_BEFORE.sub("", sentence)
        begun = words != sentence or any(one.search(words) for one in (_TAKEN_UP, _NEXT, _OPENS))
        handed = _HANDED_OVER.search(words) is not None
        found = self._named(words, here) if begun or handed else []
        found = found or self._worded(words, begun=begun) or self._asked(words)
        titled = self._titled(words) if begun or handed else []
        if found:
            found += [one for one in titled if any(above in one.path() for above in found)]
        elif begun or (len(titled) == 1 and _speaks_of(words, titled[0])):
            found = titled or self._of_kind(words, here) or self._in_order(sentence, here)
        found = found or (self._other(words, here) if begun or words.startswith(_OTHERS) else [])
        found = found or (self._by_handout(words) if begun or handed else [])
        return _deepest(found, together=_TOGETHER.search(sentence) is not None)

    def _without_titles(self, sentence: str) -> str:
        """前回会議録の承認 as a title speaks of no other meeting."""
        for node in self.nodes:
            title = squeeze(node.title)
            if len(title) >= _LEAST_TITLE:
                sentence = sentence.replace(title, "")
        return sentence

    def _named(self, words: str, here: Node | None) -> list[Node]:
        """Items named by number: 議題2, 日程第3, 次第の4の(1), 二つ目の議題, (2)."""
        found: list[Node] = []
        for one in _NUMBERED.finditer(words):
            if one.group().endswith("号"):
                continue  # the number of a bill, which says itself whose it is
            above = self._in_title(one.group()) or self._bearing(one["kind"], number_of(one["number"]), here)
            below = self._below(above, one["below"]) if above and one["below"] else None
            found += [node for node in (above, below) if node]
        for one in _COUNTED.finditer(words):
            counted = self._counted(number_of(one["number"] or one["bare"]))
            found += [counted] if counted else []
        for one in _DASHED.finditer(words):
            found += [node for node in self.nodes if squeeze(half(node.number)) == one.group()]
        for one in _LETTERED.finditer(words):
            lettered = self._lettered(one[1], found[-1] if found else here)
            found += [lettered] if lettered else []
        rest = _NUMBERED.sub("", words)
        for one in _BRACKETED.finditer(rest):
            bracketed = self._bracketed(one["number"], found[-1] if found else here)
            found += [bracketed] if bracketed else []
        return found

    def _in_title(self, number: str) -> Node | None:
        """The one item with such a number in its title: 2　テーマ1「…」."""
        found = [node for node in self.nodes if number in squeeze(node.title)]
        return found[0] if len(found) == 1 else None

    def _bearing(self, kind: str, number: int | None, here: Node | None) -> Node | None:
        """The item of that number, of that kind of business where the agenda has it as a heading."""
        bearing = [node for node in self.nodes if number is not None and value_of(node.number) == number]
        if kind.endswith(("次第", "日程")):
            bearing = [node for node in bearing if node.parent is None]
        else:
            below = [node for node in bearing if node.parent and squeeze(node.parent.title).startswith(kind)]
            listed = [node for node in bearing if node.parent is None and node.section.startswith(kind)]
            worded = [node for node in bearing if squeeze(node.number).startswith(kind)]
            held = [node for node in bearing if node.parent and is_container(node.parent.title)]
            top = [node for node in bearing if node.parent is None]
            bearing = worded or below or listed or held or top or bearing
        return self._nearest(bearing, here)

    def _nearest(self, nodes: Sequence[Node], here: Node | None) -> Node | None:
        """The first of them that is not behind, where several bear one number."""
        at = self.at[id(here)] if here else -1
        return next((node for node in nodes if self.at[id(node)] >= at), nodes[-1] if nodes else None)

    def _below(self, above: Node, printed: str) -> Node | None:
        return next((one for one in self.nodes if one.parent is above and _is(one, printed)), None)

    def _counted(self, number: int | None) -> Node | None:
        """The second of the items, whatever its number."""
        held = [one for one in self.nodes if one.parent and is_container(one.parent.title)]
        items = held or [one for one in self.nodes if one.parent is None and one.kind in ("item", "other")]
        return items[number - 1] if number and number <= len(items) else None

    def _bracketed(self, printed: str, here: Node | None) -> Node | None:
        """（2） below the item the sitting is at, or beside it; else the only one of the agenda."""
        bearing = [one for one in self.nodes if _is(one, printed) and _bracketed(one.number).startswith("(")]
        return self._close_to(here, bearing) or (bearing[0] if len(bearing) == 1 else None)

    def _lettered(self, printed: str, here: Node | None) -> Node | None:
        """アの費用, below the item the sitting is at or beside it."""
        return self._close_to(
            here, [one for one in self.nodes if _bracketed(one.number).strip(".") == printed]
        )

    def _close_to(self, here: Node | None, bearing: Sequence[Node]) -> Node | None:
        """The one of them that is below the item the sitting is at, or below one above it."""
        for above in reversed([None, *here.path()] if here else [None]):
            near = [one for one in bearing if one.parent is above]
            if len(near) == 1:
                return near[0]
        return None

    def _worded(self, words: str, *, begun: bool) -> list[Node]:
        """Items whose number names them wherever it is said: 議案第3号, 報告事項."""
        return [
            one
            for one in self.nodes
            if any(_says(words, said) and (begun or value_of(said)) for said in numbers_of(one))
        ]

    def _titled(self, words: str) -> list[Node]:
        """Items whose title is said, whole or nearly; what other titles share tells none of them apart."""
        plain = words.replace("の", "")
        clauses = [_PUT_BEFORE.sub("", one) for one in re.split("[、,]", plain)]
        whole = [
            at
            for at, core in enumerate(self.cores)
            if core and (core in plain if len(core) >= _LEAST_TITLE else _names(clauses, core))
        ]
        whole = whole or self._nearly_titled(words)
        longest = [at for at in whole if not any(self._within(at, other) for other in whole)]
        return [self.nodes[at] for at in longest]

    def _nearly_titled(self, words: str) -> list[int]:
        """Where most of what sets a title apart is said, or all words up to について are in one title."""
        said = {a + b for a, b in pairwise(words.replace("の", ""))}
        found = [
            at
            for at, pairs in enumerate(self.pairs)
            if len(pairs) >= _LEAST_PAIRS and len(pairs & said) >= _MOST_OF_TITLE * len(pairs)
        ]
        topic = _WORDS.findall(_TOPIC_ENDS.split(words, maxsplit=1)[0])
        if found or sum(map(len, topic)) < _LEAST_TOPIC:
            return found
        return [at for at, title in enumerate(self.titles) if all(word in title for word in topic)]

    def _within(self, at: int, other: int) -> bool:
        return self.cores[at] != self.cores[other] and self.cores[at] in self.cores[other]

    def _other(self, words: str, here: Node | None) -> list[Node]:
        others = [node for node in self.nodes if node.kind == "other"]
        found = self._nearest(others, here) if others else None
        asked = found is not None and self._comes_next(found, here) and _ANYTHING_ELSE.match(words)
        return [found] if found and (asked or _OTHER.search(words)) else []

    def _comes_next(self, node: Node, here: Node | None) -> bool:
        between = self.nodes[self.at[id(here)] + 1 : self.at[id(node)]] if here else []
        return here is not None and all(one.kind != "item" or is_container(one.title) for one in between)

    def _in_order(self, sentence: str, here: Node | None) -> list[Node]:
        """次の議題: the one after, on the same level before a higher one; 最後の議題."""
        business = [node for node in self.nodes if node.kind in ("item", "other")]
        if _LAST.search(sentence):
            return [node for node in business if node.kind == "item" and not is_container(node.title)][-1:]
        if not _NEXT.search(sentence) or here is None:
            return []
        later = [node for node in business if self.at[id(node)] > self.at[id(here)]]
        above = [node.parent for node in reversed(here.path())]
        return next(([one] for level in above for one in later if one.parent is level), [])

    def _asked(self, words: str) -> list[Node]:
        """「諮問書をお渡しします」: the one item on which the body is asked for its opinion."""
        asked = [one for one in self.nodes if "諮問" in one.title] if _ASKED.search(words) else []
        return asked if len(asked) == 1 else []

    def _of_kind(self, words: str, here: Node | None) -> list[Node]:
        """報告に移ります: the first of that kind of business still to come, 報告第1号."""
        kind = _KIND.match(words)
        at = self.at[id(here)] if here else -1
        later = self.nodes[at + 1 :] if kind else []
        return [one for one in later if squeeze(one.number).startswith(kind[1])][:1] if kind else []

    def _by_handout(self, words: str) -> list[Node]:
        """「資料2の説明をお願いします」, where the agenda or the list of handouts says whose it is."""
        found = _HANDOUT.finditer(words) if self.handouts else ()
        return [self.handouts[one.group()] for one in found if one.group() in self.handouts]


def _distinctive_pairs(cores: Sequence[str]) -> list[set[str]]:
    """Of each title the pairs of letters that no other title has."""
    each = [{a + b for a, b in pairwise(core)} for core in cores]
    seen: dict[str, int] = {}
    for pairs in each:
        for pair in pairs:
            seen[pair] = seen.get(pair, 0) + 1
    return [{pair for pair in pairs if seen[pair] == 1} for pairs in each]


def _deepest(found: Sequence[Node], *, together: bool) -> Node | None:
    """The one item meant: of an item and one below it the latter; of several together the first, if they are
    taken together, else none."""
    nodes = [one for one in found if not any(one is not other and one in other.path() for other in found)]
    different = list(dict.fromkeys(map(id, nodes)))
    if not nodes or (len(different) > 1 and not together):
        return None
    return nodes[0]


def _speaks_of(words: str, node: Node) -> bool:
    """Whether a sentence begins with a title, or says of its first words what is done:
    議事録署名委員は、佐倉委員にお願いします."""
    title = squeeze(NOTED.sub("", node.title))
    topic, of, _ = words.partition("は、")
    return words.startswith(title) or (bool(of) and len(topic) >= _LEAST_TOPIC and title.startswith(topic))


def _names(clauses: Sequence[str], core: str) -> bool:
    """Whether a short title makes up what a clause speaks of: 費用について, 発表に移ります."""
    rests = [one.removeprefix(core) for one in clauses if one.startswith(core)]
    return any(not rest or _TOPIC_ENDS.match(rest) or rest[0] in "「(からを" for rest in rests)


def _is(node: Node, printed: str) -> bool:
    """Whether an item bears what stands in brackets: (2), (ア)."""
    return _bracketed(node.number).strip("().") == printed


def _bracketed(number: str) -> str:
    """A printed number as sentences are compared: ② is (2)."""
    return squeeze(number.translate(_CIRCLED))


def _says(words: str, number: str) -> bool:
    """議案第3号 names one thing wherever it is said, 第3 of a programme as 日程第3; （3） does not."""
    printed = squeeze(number)
    if re.fullmatch(r"第\d{1,2}", printed):
        printed = f"日程{printed}"
    worded = not printed.strip("()第").isdigit() and len(printed) > 3
    return worded and re.search(re.escape(printed) + r"(?!\d)", words) is not None
