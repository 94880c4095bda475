"""How sure the state of a line is, and what is asked of a clerk about the lines of a head."""

import itertools

import pytest

from meetings.importing import read_document
from meetings.importing.parser import pipeline
from meetings.importing.parser.weighing import margins, states, surroundings
from meetings.importing.parser.weighing.evidence import Evidence
from meetings.importing.readers import read

HEAD = """白鳥町緑化審議会
みどりの集い
日時：令和５年６月１日
並木の話
"""


def gathered(text: str) -> list[Evidence]:
    draft = pipeline.run(pipeline.Draft(read(text.encode(), "minutes.txt").lines), last="layout")
    return list(surroundings.gather(draft.page, draft.openings))


def weight_of(found: list[Evidence], path: tuple[str, ...]) -> int | None:
    """The weight of one path, told step by step; None where a rule forbids it."""
    model = states.learnt()
    before, opened, total = "", "", 0
    for one, state in zip(found, path, strict=True):
        left = states.left_open(opened, state)
        if left is None or state not in states.possible(one):
            return None
        own = dict(zip(states.STATES, model.scores(one), strict=True))
        total += own[state] + model.steps(one.links)[state][states.PLACES.index((before, opened))]
        before, opened = state, left
    return total


def test_a_rival_is_the_best_of_all_other_paths() -> None:
    """All paths of a short head are weighed one by one."""
    found = gathered(HEAD)
    weighed = {path: weight_of(found, path) for path in itertools.product(states.STATES, repeat=len(found))}
    weights = {path: weight for path, weight in weighed.items() if weight is not None}
    best = max(weights, key=lambda path: weights[path])
    assert list(best) == states.best_path(found)
    for at, rival in enumerate(margins.rivals(found, best)):
        others = [weight for path, weight in weights.items() if path[at] != best[at]]
        assert (rival.lacks if rival else None) == (weights[best] - max(others) if others else None)


def test_every_state_has_a_name_for_readers() -> None:
    assert margins.NAMES.keys() == set(states.STATES)


def problems_of(text: str) -> list[tuple[int, str]]:
    document = read_document(text.encode(), "minutes.txt").as_json()
    return [(one["line"], one["message"]) for one in document["problems"] if one["code"] == "line-unsure"]


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever another path lacks is little."""
    monkeypatch.setattr(margins, "UNSURE", 10**9)


@pytest.mark.usefixtures("close")
def test_a_line_that_could_be_another_thing_is_asked_about() -> None:
    turns = "\n○会長　始めます。\n○委員　賛成です。\n○会長　終わります。\n並木の話の続き\n"
    lines = [line for line, _ in problems_of(HEAD + turns)]
    assert lines[:1] == [1]
    assert set(lines) <= {1, 2, 3, 4, 6, 7}, "what is said is not asked about"
    assert (
        "「白鳥町緑化審議会」を会議名として読みましたが、確かではありません"
        in dict(problems_of(HEAD + turns))[1]
    )


def test_a_plain_head_asks_nothing() -> None:
    head = "第３回白鳥町緑化審議会会議録\n日時：令和５年６月１日\n場所：白鳥町役場\n出席者：林会長、原委員\n"
    assert problems_of(f"{head}\n○会長　始めます。\n○原委員　賛成です。\n○会長　終わります。\n") == []
