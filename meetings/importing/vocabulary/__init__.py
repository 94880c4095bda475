"""The words a document is compared with, read once from the data files beside this module (README.md names
sources). All are squeezed."""

import csv
import re
from pathlib import Path

from ..folding import squeeze

HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _words(name: str) -> list[str]:
    return [squeeze(line) for line in _lines(name)]


def _pairs(name: str, first: str, second: str) -> list[tuple[str, str]]:
    """Two columns of a table, the first squeezed."""
    with (HERE / name).open(encoding="utf-8", newline="") as rows:
        return [(squeeze(row[first]), row[second]) for row in csv.DictReader(rows)]


_ROLES = frozenset(_words("roles.txt"))
_HEADS = frozenset(role for role in _ROLES if role.endswith("長"))
ROLES = (
    _ROLES
    | {f"副{head}" for head in _HEADS}
    | {f"{head}{aid}" for head in _HEADS for aid in ("補佐", "代理", "職務代理", "職務代理者")}
)
"""Roles and titles: 会長, 委員, 事務局; with whoever stands beside or in for a head: 副館長, 館長補佐."""

HONORIFICS = tuple(_words("honorifics.txt"))
"""What follows a person's name: 氏, さん."""

NOT_SPEAKERS = frozenset(_words("not_speakers.txt"))
"""What is printed between a speaker's marks and is none: 休憩, 異議なし."""

ORGANISATION_ENDINGS = tuple(_words("organisations.txt"))
"""How departments and organisations end: 課, センター."""

OUTCOME_NAMES = frozenset(_words("outcomes.txt"))
"""Names under which an item's outcome is printed: 審議結果."""

PLACE_ENDINGS = tuple(_words("places.txt"))
"""How places end: 会議室, ホール."""

QUESTION_PAIRS = tuple(
    (squeeze(question), squeeze(answer)) for question, answer in map(str.split, _lines("questions.txt"))
)
"""Pairs of labels for question and answer: 質問, 回答."""

COLUMN_KINDS = dict(_pairs("columns.csv", "name", "kind"))
"""Head of a column in a table of turns → what is in it (number, speaker, said, answer)."""

_HEADERS = dict(_pairs("headers.csv", "name", "key"))
_BY_NAME = ("氏名", "の氏名", "の職氏名", "の職・氏名", "(委員)", "(委員)氏名", "(委員)の氏名")
HEADER_NAMES = {
    f"{name}{more}": key
    for name, key in _HEADERS.items()
    if key in ("attendees", "absent", "members", "staff")
    for more in _BY_NAME
} | _HEADERS
"""Name of a header field → the fact it gives (開催日時 → date); those that list people also with 氏名."""

HEADER_BEGINNINGS = frozenset(name[:length] for name in HEADER_NAMES for length in range(1, len(name) + 1))
"""Every beginning of a header name, so that a line that is none is left after a letter or two."""

HEADER_FORMS = tuple((re.compile(form), key) for key, form in _pairs("header_forms.csv", "key", "form"))
"""How names of fields are made that no list has (会議に出席した委員の氏名), with the fact they give; the
first that fits counts."""

ANONYMOUS_TITLES = frozenset(_words("anonymous.txt"))
"""Titles that many share and that distinguish nobody: 委員, 参加者."""

COLLECTIVES = frozenset(_words("collectives.txt"))
"""Titles that speak as an organisation, not as a person: 事務局, 当局."""

OFFICERS = frozenset(_words("officers.txt"))
"""Posts whose front part may be a department or a surname: 総務課長, 沢村課長."""

SURNAMES = frozenset(_words("surnames.txt"))
"""Common surnames: 佐藤, 長谷川. One that is missing may still be a surname."""

GIVEN_NAME_ENDINGS = frozenset(_words("given_names.txt"))
"""Letters that given names often end with: 子, 郎."""

DEPARTMENT_BEGINNINGS = tuple(sorted(_words("departments.txt"), key=len, reverse=True))
"""How the names of departments begin, longest first: 総務, 経理."""
