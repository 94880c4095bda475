"""What a Word document holds besides its text, and what a person is told about it."""

from dataclasses import dataclass

from ...parsed import Problem

TRACKED = "変更履歴が残っています（{what}）。挿入された文字は読み込み、削除された文字とコメントは除きました"
HIDDEN = "印刷されない隠し文字が{count}か所あり、読み込んでいません"
NOTES = "脚注・文末脚注が{count}件あります。発言には入れず、文書の末尾に分けて置きました"


@dataclass(slots=True)
class Seen:
    """Counts made while the text is read. `at` is the line of the first tracked change."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    comments: int = 0
    hidden: int = 0
    notes: int = 0
    at: int | None = None
    hidden_at: int | None = None


def problems_of(seen: Seen) -> list[Problem]:
    """One problem for each kind of thing that the record leaves out."""
    found: list[Problem] = []
    counted = (
        (seen.insertions, "挿入{}か所"),
        (seen.deletions, "削除{}か所"),
        (seen.moves, "移動{}か所"),
        (seen.comments, "コメント{}件"),
    )
    what = "、".join(words.format(count) for count, words in counted if count)
    if what:
        found.append(Problem("tracked-changes", seen.at, TRACKED.format(what=what)))
    if seen.hidden:
        found.append(Problem("hidden-text", seen.hidden_at, HIDDEN.format(count=seen.hidden)))
    if seen.notes:
        found.append(Problem("footnotes", None, NOTES.format(count=seen.notes)))
    return found
