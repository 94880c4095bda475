"""A question → what it asks about: 学校給食について誰が何と言ったか asks about 学校給食.

Only what is plainly asked is read so: with a word that asks (誰, いつ, なぜ), a request (教えて, 知りたい), a
か at its end, those who spoke at its end (給食について発言した人), or について with nothing behind it but
what is talk (給食についての議論). Any other sentence is looked for as it was typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .content_words import MOST_WORDS, ContentWord, Morpheme, morphemes, words_among
from .folding import fold
from .names.name_keys import name_key
from .names.titles import is_plain_office
from .query import MOST_CONDITIONS, Field, Node, Or, Query, Word, all_of, conditions

_ASKING = frozenset(
    """
    誰 だれ 何 なに なん 何時 何処 いつ どこ どれ どちら どう なぜ 何故 どうして いくら いくつ いかが
    どの どんな どのような どのように どういう どういった どうやって
    """.split()  # noqa: SIM905 (a list of words)
)
_WANTING = frozenset(["知る", "調べる", "見る", "読む", "探す", "聞く"])
"""With たい behind: 知りたい."""
_SAYING = frozenset(
    """
    言う 話す 述べる 語る 答える 尋ねる 教える 知る 調べる 考える 思う 分かる 出る 話し合う 触れる
    """.split()  # noqa: SIM905 (a list of words)
)
"""What is asked of people in minutes; not what they talk about."""
TALK = frozenset(
    """
    意見 議論 発言 発言者 話 話し合い 説明 答弁 質問 質問者 質疑 やりとり 情報 内容 理由 経緯 状況 記録 人 方
    """.split()  # noqa: SIM905 (a list of words)
)
"""Nouns that stand for what is asked: どんな意見, 〜についての議論."""
_WHO = frozenset(["人", "方", "者", "委員", "議員", "こと"])
_TAKING_SIDES = frozenset(["反対", "賛成", "提案", "要望"])
"""With した and _WHO behind: 反対した人."""
_ABOUT = (("に", "つく"), ("に", "関する"), ("に", "対する"), ("を", "巡る"), ("を", "めぐる"))
_DOING = frozenset(["する", "いる"])
_QUOTED = re.compile("「[^「」]*」|『[^『』]*』")
_DOERS = frozenset(["は", "が", "も"])
"""Behind who does something."""
_TOPICS = frozenset(["とは", "って"])


@dataclass(frozen=True, slots=True)
class Question:
    """A query that was read as a question."""

    query: Query
    """The query for what it asks about."""
    typed: Query
    """The query word for word."""
    topics: tuple[str, ...]
    """What that is."""


def read_question(query: Query) -> Question | None:
    """What a query of plain words asks about; None where it asks nothing, or names nothing."""
    if _QUOTED.fullmatch(query.typed):
        return None
    parts = conditions(query)
    phrases: dict[Node, _Phrase] = {
        part: _Phrase(part.text) for part in parts if isinstance(part, Word) and not part.exact
    }
    if not any(phrase.asks for phrase in phrases.values()):
        return None
    has_nouns = any(phrase.nouns for phrase in phrases.values())
    topics = {part: phrase.topics(nouns_only=has_nouns) for part, phrase in phrases.items()}
    flat = tuple(dict.fromkeys(topic for each in topics.values() for topic in each))[:MOST_CONDITIONS]
    kept = (part for part in parts if part not in topics)
    speaking = {office for phrase in phrases.values() for office in phrase.offices}
    asked = (
        Or((Word(topic), Field("speaker", topic))) if topic in speaking else Word(topic) for topic in flat
    )
    tree = all_of([*asked, *kept])
    if not flat or tree == query.tree:
        return None
    return Question(replace(query, tree=tree), query, flat)


class _Phrase:
    """A run of letters of the query."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = [one for one in morphemes(fold(text)) if one.sort[0] != "空白"]
        self._asking = {at for at in range(len(self._found)) if _asks(self._found, at) or self._is_who(at)}

    @property
    def asks(self) -> bool:
        return bool(self._asking or self._is_request() or self._ends_as_question() or self._ends_about())

    @cached_property
    def nouns(self) -> list[str]:
        return [word.text for word in self._words if word.is_noun]

    @property
    def offices(self) -> set[str]:
        """Those that are said to do something, 市長が: in minutes they speak, and seldom name themselves."""
        return {
            word.text
            for word in self._words
            if any(one.surface in _DOERS for one in self._found[word.behind : word.behind + 1])
            and is_plain_office(name_key(word.text))
        }

    def topics(self, *, nouns_only: bool) -> list[str]:
        """Its nouns, or else its verbs; a phrase that neither asks nor goes on (駐輪場は) is kept whole."""
        if not self.asks and self._found and self._found[-1].sort[0] != "助詞":
            return [self._text]
        found = self.nouns or ([] if nouns_only else [word.text for word in self._words])
        return list(dict.fromkeys(found))[:MOST_WORDS]

    @cached_property
    def _words(self) -> list[ContentWord]:
        """Its content words, less those that only stand for what is asked."""
        return [word for word in words_among(self._found) if not self._is_frame(word.first, word.behind)]

    def _is_frame(self, first: int, behind: int) -> bool:
        found = self._found
        if any(at in self._asking for at in range(first, behind)) or self._is_counted(first):
            return True
        text = "".join(one.surface for one in found[first:behind])
        if text not in TALK:
            return behind - first == 1 and found[first].base in _SAYING
        before = first - 1 if first and found[first - 1].surface == "の" else first
        near = any(at in self._asking for at in range(max(0, first - 2), min(len(found), behind + 2)))
        return near or _is_about(found, before) or self._is_request_from(behind + 1)

    def _is_counted(self, first: int) -> bool:
        """Whether it is what is asked to be counted: the 年度 of 何年度."""
        return first - 1 in self._asking and self._found[first - 1].surface in ("何", "なん")

    def _is_who(self, at: int) -> bool:
        """Whether it asks for those who spoke, or for what they said: 発言した人, 言ったこと."""
        if self._found[at].surface not in _WHO or not self._is_end(at + 1):
            return False
        verb = at - 1
        while verb > 0 and (
            self._found[verb].sort[0] in ("助動詞", "助詞") or self._found[verb].base in _DOING
        ):
            verb -= 1
        spoke = self._found[max(verb, 0)]
        return at - verb > 1 and (spoke.base in _SAYING or spoke.surface in TALK | _TAKING_SIDES)

    def _is_request(self) -> bool:
        return any(map(self._is_request_from, range(len(self._found))))

    def _is_request_from(self, at: int) -> bool:
        """Whether 教えて or 知りたい stands there, and nothing but politeness behind it."""
        here = self._found[at : at + 2]
        if len(here) == 2 and (here[0].base in _WANTING and here[1].base == "たい"):
            return self._is_end(at + 2)
        return bool(here) and here[0].base == "教える" and self._is_end(at + 1)

    def _is_end(self, at: int) -> bool:
        """Whether nothing but helping words follows."""
        return all(
            one.sort[0] in ("助詞", "助動詞", "補助記号") or one.sort[-1] == "非自立可能"
            for one in self._found[at:]
        )

    def _ends_as_question(self) -> bool:
        found = [one for one in self._found if one.sort[0] != "補助記号"]
        return (
            len(found) > 1
            and found[-1].sort == ("助詞", "終助詞")
            and found[-1].surface in ("か", "の", "かな")
        )

    def _ends_about(self) -> bool:
        surfaces = [one.surface for one in self._found]
        end = "".join(surfaces[-2:])
        if end in _TOPICS or not surfaces or _is_about(self._found, len(surfaces)):
            return True
        talk = (
            place for place in (len(surfaces) - 1, len(surfaces) - 2) if "".join(surfaces[place:]) in TALK
        )
        return any(surfaces[at - 1] == "の" and _is_about(self._found, at - 1) for at in talk if at > 0)


def _asks(found: Sequence[Morpheme], at: int) -> bool:
    """Whether a word asks there: 誰が, not 誰でも or 誰か."""
    end = at + 1 + _is_how_many(found, at)
    if "".join(one.surface for one in found[at:end]) not in _ASKING or not found[at].sort:
        return False
    behind = [one.surface for one in found[end : end + 3]]
    if behind[:1] in (["も"], ["ぞ"]) or behind[:2] == ["で", "も"] or behind == ["し", "て", "も"]:
        return False
    return behind[:1] != ["か"] or len(found) == end + 1


def _is_how_many(found: Sequence[Morpheme], at: int) -> bool:
    """Whether いくつ stands there, which the dictionary has as two words."""
    return [one.surface for one in found[at : at + 2]] == ["いく", "つ"]


def _is_about(found: Sequence[Morpheme], end: int) -> bool:
    """Whether に関する or について stands before that place."""
    if end and found[end - 1].surface == "て":
        end -= 1
    here = found[max(0, end - 2) : end]
    return len(here) == 2 and (here[0].surface, here[1].base) in _ABOUT
