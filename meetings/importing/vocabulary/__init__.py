"""The words a document is compared with, read once from the data files beside this module (README.md names
sources)."""

import csv
from functools import cache
from pathlib import Path

from ..folding import squeeze

HERE = Path(__file__).parent


def _words(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [squeeze(line) for line in lines if line.strip() and not line.startswith("#")]


@cache
def roles() -> frozenset[str]:
    """Roles and titles (会長, 委員, 事務局), squeezed."""
    return frozenset(_words("roles.txt"))


@cache
def honorifics() -> tuple[str, ...]:
    """What follows a person's name (氏, さん), squeezed."""
    return tuple(_words("honorifics.txt"))


@cache
def not_speakers() -> frozenset[str]:
    """What stands in a speaker's marks and is none (休憩, 異議なし), squeezed."""
    return frozenset(_words("not_speakers.txt"))


@cache
def organisation_endings() -> tuple[str, ...]:
    """How departments and organisations end (課, センター), squeezed."""
    return tuple(_words("organisations.txt"))


@cache
def outcome_names() -> frozenset[str]:
    """Names under which an item's outcome is printed (審議結果), squeezed."""
    return frozenset(_words("outcomes.txt"))


@cache
def place_endings() -> tuple[str, ...]:
    """How places end (会議室, ホール), squeezed."""
    return tuple(_words("places.txt"))


@cache
def question_pairs() -> tuple[tuple[str, str], ...]:
    """Pairs of labels for question and answer (質問, 回答)."""
    lines = (HERE / "questions.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line.strip() and not line.startswith("#"))
    return tuple((squeeze(question), squeeze(answer)) for question, answer in pairs)


@cache
def column_kinds() -> dict[str, str]:
    """Squeezed head of a column in a table of turns → what it holds (number, speaker, said, answer)."""
    with (HERE / "columns.csv").open(encoding="utf-8", newline="") as rows:
        return {squeeze(row["name"]): row["kind"] for row in csv.DictReader(rows)}


@cache
def header_names() -> dict[str, str]:
    """Squeezed name of a header field → the fact it stands for (開催日時 → date)."""
    with (HERE / "headers.csv").open(encoding="utf-8", newline="") as rows:
        return {squeeze(row["name"]): row["key"] for row in csv.DictReader(rows)}


@cache
def header_beginnings() -> frozenset[str]:
    """Every beginning of a header name, so that a line that is none is left after a letter or two."""
    return frozenset(name[:length] for name in header_names() for length in range(1, len(name) + 1))


@cache
def header_ending_words() -> tuple[str, ...]:
    """The endings alone."""
    return tuple(ending for ending, _ in header_endings())


@cache
def header_endings() -> tuple[tuple[str, str], ...]:
    """Endings of longer field names with the fact they stand for (…欠席者 → absent), longest first."""
    with (HERE / "header_endings.csv").open(encoding="utf-8", newline="") as rows:
        pairs = [(squeeze(row["ending"]), row["key"]) for row in csv.DictReader(rows)]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def anonymous_titles() -> frozenset[str]:
    """Titles that many share and that tell nobody apart (委員, 参加者), squeezed."""
    return frozenset(_words("anonymous.txt"))


@cache
def collectives() -> frozenset[str]:
    """Titles that speak as an organisation, not as a person (事務局, 当局), squeezed."""
    return frozenset(_words("collectives.txt"))


@cache
def officers() -> frozenset[str]:
    """Posts whose front part may be a department or a surname (総務課長, 沢村課長), squeezed."""
    return frozenset(_words("officers.txt"))
