"""The order of 関連順 once more, by the turns in memory: what docs/search.md says under «Ranking».

Of the engine it shares what the oracle shares, and what a turn's form is (`meetings/search/forms.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from meetings.search.analysis import BREAK, Token, is_content, is_word, tokens
from meetings.search.folding import fold
from meetings.search.forms import Form
from meetings.search.query import Word, positive_words
from meetings.search.reading import read
from meetings.search.request import Mode, SearchRequest

from .oracle_writings import is_said, katakana, writings

if TYPE_CHECKING:
    from .oracle import Oracle, PublicTurn

Subject = tuple[str, ...]
"""A word, or two that follow each other."""


def subjects_of(surfaces: Sequence[str], title: str) -> frozenset[Subject]:
    """What a text is about: what it says often, and what it says at all of its item's title."""
    said = _said(surfaces)
    often = 3 if sum(map(is_word, surfaces)) >= 100 else 2
    titled = _said([token.surface for token in tokens(read(fold(title)))])
    return frozenset(one for one, count in said.items() if count >= often or one in titled)


def _said(surfaces: Sequence[str]) -> Counter[Subject]:
    said: Counter[Subject] = Counter((one,) for one in surfaces if is_content(one))
    said.update(pair for pair in pairwise(surfaces) if all(map(is_content, pair)))
    return said


def ranked(oracle: Oracle, request: SearchRequest, hits: Collection[PublicTurn]) -> list[PublicTurn]:
    """The hits in the order of 関連順."""
    words = positive_words(request.query)
    sought = (
        []
        if request.mode is Mode.STRING
        else [ways for word in words if (ways := _ways(oracle, word, request))]
    )

    def place(turn: PublicTurn) -> tuple[int, ...]:
        about = sum(any(_is_about(turn, way) for way in ways) for ways in sought)
        leads = turn.form == Form.LEADS
        by_form = (leads, -about, -turn.form) if words else ()
        return (*by_form, -turn.date.toordinal(), -turn.meeting, turn.pk)

    return sorted(hits, key=place)


Met = list[tuple[str, set[str]]]
"""Each token of a word of the query, with the tokens of the texts that meet it: those that there are."""


def _ways(oracle: Oracle, word: Word, request: SearchRequest) -> list[Met]:
    """Each writing of a word, token by token; none for runs of characters."""
    text = read(fold(word.text).strip())
    if word.exact or not any(letter.isalnum() or letter in "_%" for letter in text.replace(BREAK, "")):
        return []
    ways = [tokens(text)]
    if is_said(text):
        ways += [[Token(one, one)] for one in oracle.said[katakana(text)] - set(request.without)]
    ways += [
        tokens(writing.text)
        for writing in writings(text)
        if not any(new in request.without for new in writing.changed_to)
    ]
    return [_met(oracle, cut, request.without) for cut in ways]


def _met(oracle: Oracle, cut: Sequence[Token], without: Collection[str]) -> Met:
    last = len(cut) - 1
    return [
        (
            one.surface,
            oracle.accepted(one.surface, one.key, is_last=at == last, without=without) & oracle.where.keys(),
        )
        for at, one in enumerate(cut)
    ]


def _is_about(turn: PublicTurn, way: Met) -> bool:
    """Whether the neighbouring nouns of a word are subjects as pairs, and its other nouns by themselves: also
    those that some turn writes with a letter or two of hiragana, as お for 御."""
    nouns = [is_content(surface) for surface, _ in way]
    always = [noun and all(map(is_content, met)) for noun, (_, met) in zip(nouns, way, strict=True)]
    pairs = [at for at in range(len(way) - 1) if always[at] and always[at + 1]]
    alone = [at for at, noun in enumerate(nouns) if noun and not {at, at - 1} & set(pairs)]
    asked = [(way[at][1],) for at in alone] + [(way[at][1], way[at + 1][1]) for at in pairs]
    return bool(asked) and all(any(_fits(subject, each) for subject in turn.subjects) for each in asked)


def _fits(subject: Subject, asked: Sequence[set[str]]) -> bool:
    return len(subject) == len(asked) and all(one in met for one, met in zip(subject, asked, strict=True))
