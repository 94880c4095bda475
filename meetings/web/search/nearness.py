"""The form for two words that stand near each other, made part of the query as anybody could type it."""

import re

from django.http import QueryDict

from meetings.search.query import NEAR, is_one_word

FIRST, SECOND, WITHIN = "near", "near_to", "within"
"""The parameters of the form. They are in no other address: the page writes them into the query."""
DISTANCES = (10, NEAR, 50)
LONGEST = 60
ONE_IS_MISSING = (
    "近くにある言葉は、二つとも入れてください。一つだけの言葉は、それを含むものとして読みました。"
)


def query_with_near(typed: QueryDict, remarks: list[str]) -> str:
    """The query of the address, with the two words of the form behind it."""
    query = typed.get("q", "")
    words = [_one(typed.get(name, "")) for name in (FIRST, SECOND)]
    if not any(words):
        return query
    within = typed.get(WITHIN, "").strip() or str(NEAR)
    operator = f"NEAR/{within}" if re.fullmatch(r"\w{1,9}", within) else "NEAR"
    if not all(words):
        remarks.append(ONE_IS_MISSING)
    parts = [query, f" {operator} ".join(filter(None, words))]
    return " ".join(filter(None, map(str.strip, parts)))


def _one(typed: str) -> str:
    """What was typed as one word: in quotes where it would be several, or an operator."""
    bare = re.sub('["＂“”„‟〝〞〟\\s\x00-\x1f]+', " ", typed).strip()[:LONGEST]
    return bare if not bare or is_one_word(bare) else f'"{bare}"'
