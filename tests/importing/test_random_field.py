"""How weights are learnt from placed papers."""

import random

import numpy as np
import pytest

from meetings.importing.parser.weighing import states

from . import training
from .random_field import RandomField

PAPERS = [training.example_of(paper) for paper in list(training.small_papers())[:6]]
FIELD = RandomField([(paper.found, paper.path) for paper in PAPERS])


def test_the_loss_grows_as_it_says() -> None:
    chance = np.random.default_rng(5)
    weights = chance.normal(size=FIELD.size)
    _, growth = FIELD.loss(weights)
    for at in [*chance.integers(0, FIELD.size, 40), *np.argsort(-np.abs(growth))[:20]]:
        step = np.zeros(FIELD.size)
        step[at] = 1e-4
        measured = (FIELD.loss(weights + step)[0] - FIELD.loss(weights - step)[0]) / 2e-4
        assert growth[at] == pytest.approx(measured, abs=1e-4)


def test_without_weights_every_path_is_as_likely_as_any_other() -> None:
    loss, _ = FIELD.loss(np.zeros(FIELD.size))
    assert loss == pytest.approx(sum(np.log(float(_paths_over(paper))) for paper in PAPERS))


def _paths_over(paper: training.Example) -> int:
    """How many paths the lines of a paper could take, counted one line after the other."""
    counts = {"": 1}
    for one in paper.found:
        reached: dict[str, int] = {}
        for opened, count in counts.items():
            for state in states.possible(one):
                after = states.left_open(opened, state)
                if after is not None:
                    reached[after] = reached.get(after, 0) + count
        counts = reached
    return sum(counts.values())


def test_lines_are_placed_as_they_were_shown() -> None:
    model = states.Model(FIELD.learn())
    assert [states.best_path(paper.found, model) for paper in PAPERS] == [paper.path for paper in PAPERS]


def test_the_order_of_papers_changes_nothing() -> None:
    mixed = random.Random(3).sample(PAPERS, len(PAPERS))
    learnt = RandomField([(paper.found, paper.path) for paper in mixed]).learn()
    first = FIELD.learn()
    assert set(learnt) == set(first)
    assert all(
        abs(learnt[fact].get(state, 0) - weight) <= 12
        for fact, found in first.items()
        for state, weight in found.items()
    )
