"""A conditional random field over the lines of papers: the weights with which the paths that a person placed
are the likeliest of all that the lines could take. There is one best answer, in whatever order papers come.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from meetings.importing.parser.weighing import states
from meetings.importing.parser.weighing.evidence import Evidence

HOLD = 0.2
"""How strongly weights are held near nothing: so many times half the sum of their squares is a loss."""
STEPS = 400
"""The most steps towards the best answer; about 300 are enough."""
LEAST = 0.1
"""A weight nearer to nothing is left out."""
Numbers = NDArray[np.float64]
_STATES, _BEFORE, _PLACES = states.STATES, ("", *states.STATES), states.PLACES
_STATE = np.array([max(0, _BEFORE.index(state) - 1) for state, _ in _PLACES])
"""Of each place the state, by its number; that of the first, before all lines, is never asked for."""
_CAME_FROM = np.array([_BEFORE.index(state) for state, _ in _PLACES])
"""Of each place the state, as weights of links name it before another."""


def next_place(place: int, state: str) -> int | None:
    """Where a path comes to with a state; None where the state cannot follow there."""
    opened = states.left_open(_PLACES[place][1], state)
    return None if opened is None else _PLACES.index((state, opened))


def _steps() -> Numbers:
    """1 where a path can come from one place to another."""
    steps = np.zeros((len(_PLACES), len(_PLACES)))
    for place in range(len(_PLACES)):
        for state in _STATES:
            after = next_place(place, state)
            if after is not None:
                steps[place, after] = 1
    return steps


_STEPS = _steps()


class RandomField:
    """Papers, each with its lines and the state of every line, as arrays.

    All papers are gone through together: rows are the first lines of all, the longest paper first, then the
    second lines of those that have one, and so on.
    """

    def __init__(self, papers: Sequence[tuple[Sequence[Evidence], Sequence[str]]]) -> None:
        papers = sorted(papers, key=lambda paper: -len(paper[0]))
        lengths = np.array([len(lines) for lines, _ in papers])
        counts = [int((lengths > at).sum()) for at in range(lengths.max())]
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        size = int(self._starts[-1])
        self._possible = np.zeros((size, len(_STATES)), dtype=bool)
        self._placed = np.zeros(size, dtype=int)
        self._before, self._place = np.zeros(size, dtype=int), np.zeros(size, dtype=int)
        self._linked = np.zeros(size, dtype=int)
        facts: list[Sequence[str]] = [()] * size
        links: dict[tuple[str, ...], int] = {}
        for number, (lines, path) in enumerate(papers):
            place = 0
            for at, (one, state) in enumerate(zip(lines, path, strict=True)):
                row = self._starts[at] + number
                after = next_place(place, state)
                if after is None:
                    raise ValueError(f"{state} cannot stand at {one.line.text!r}")
                facts[row] = one.facts
                self._linked[row] = links.setdefault(("", *one.links), len(links))
                self._placed[row] = _STATES.index(state)
                possible = {*states.possible(one), state}
                self._possible[row] = [each in possible for each in _STATES]
                self._before[row], self._place[row] = place, after
                place = after
        self.facts, self._told = _counted(facts)
        self.links, self._joined = _counted(list(links))
        self._by_links = np.argsort(self._linked, kind="stable")
        self._bounds = np.searchsorted(self._linked[self._by_links], np.arange(len(links) + 1))
        seen = np.zeros((len(links), len(_BEFORE), len(_STATES)))
        np.add.at(seen, (self._linked, _CAME_FROM[self._before], self._placed), 1)
        self._seen_links = self._joined.T @ seen.reshape(len(links), -1)
        self._seen_facts = self._told.T @ np.eye(len(_STATES))[self._placed]

    @property
    def size(self) -> int:
        """How many weights there are."""
        return len(self.facts) * len(_STATES) + len(self.links) * len(_BEFORE) * len(_STATES)

    def learn(self) -> states.Weights:
        """The best weights, in hundredths as documents are read with."""
        start = np.zeros(self.size)
        best = minimize(self.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
        of_facts, of_links = self._parted(best.x)
        found = {
            fact: _kept(dict(zip(_STATES, row, strict=True)))
            for fact, row in zip(self.facts, of_facts, strict=True)
        }
        pairs = [states.pair_of(before, state) for before in _BEFORE for state in _STATES]
        found |= {
            states.LINK + link: _kept(dict(zip(pairs, row, strict=True)))
            for link, row in zip(self.links, of_links, strict=True)
        }
        return {fact: by_state for fact, by_state in found.items() if by_state}

    def loss(self, weights: Numbers) -> tuple[float, Numbers]:
        """How unlikely the placed paths are with these weights, and how that grows with each weight."""
        of_facts, of_links = self._parted(weights)
        own = np.where(self._possible, self._told @ of_facts, -np.inf)
        best_own = own.max(axis=1)
        told = np.exp(own - best_own[:, None])[:, _STATE]
        told[:, 0] = 0  # nothing comes back to before all lines
        step = (self._joined @ of_links).reshape(-1, len(_BEFORE), len(_STATES))
        step = step[:, _CAME_FROM][:, :, _STATE]
        best_step = np.where(_STEPS, step, -np.inf).max(axis=(1, 2))
        steps = np.exp(step - best_step[:, None, None]) * _STEPS
        came, before, scale = self._forward(told, steps)
        likely, after = self._backward(told, steps, came, scale)
        rows = np.arange(len(own))
        all_paths = np.log(scale).sum() + best_own.sum() + best_step[self._linked].sum()
        placed = own[rows, self._placed].sum() + step[self._linked, self._before, self._place].sum()
        expected = np.zeros_like(own)
        np.add.at(expected.T, _STATE, likely.T)
        growth = np.concatenate([
            (self._told.T @ expected - self._seen_facts).ravel(),
            (self._joined.T @ self._pairs(steps, before, after) - self._seen_links).ravel(),
        ])  # fmt: skip
        return all_paths - placed + HOLD / 2 * (weights @ weights), growth + HOLD * weights

    def _parted(self, weights: Numbers) -> tuple[Numbers, Numbers]:
        """The weights of facts and those of links."""
        middle = len(self.facts) * len(_STATES)
        return weights[:middle].reshape(-1, len(_STATES)), weights[middle:].reshape(len(self.links), -1)

    def _columns(self) -> list[slice]:
        """The rows of the first lines of all papers, of the second, and so on."""
        return [slice(start, stop) for start, stop in zip(self._starts, self._starts[1:], strict=False)]

    def _forward(self, told: Numbers, steps: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Of each line how likely each place is by the lines up to it; the same of the line before; and by
        what these were divided, so that they are 1 together."""
        came, before, scale = np.zeros_like(told), np.zeros_like(told), np.zeros(len(told))
        last = np.zeros((self._starts[1], len(_PLACES)))
        last[:, 0] = 1
        for rows in self._columns():
            before[rows] = last[: rows.stop - rows.start]
            reached = np.matmul(before[rows][:, None, :], steps[self._linked[rows]])[:, 0] * told[rows]
            scale[rows] = reached.sum(axis=1)
            came[rows] = last = reached / scale[rows][:, None]
        return came, before, scale

    def _backward(
        self, told: Numbers, steps: Numbers, came: Numbers, scale: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Of each line how likely each place is by all lines, and what it and what follows say for each."""
        likely, after = np.zeros_like(told), np.zeros_like(told)
        behind = np.ones((0, len(_PLACES)))
        for rows in reversed(self._columns()):
            ended = np.ones((rows.stop - rows.start - len(behind), len(_PLACES)))
            behind = np.concatenate([behind, ended])
            likely[rows] = came[rows] * behind
            after[rows] = told[rows] * behind / scale[rows][:, None]
            behind = np.matmul(steps[self._linked[rows]], after[rows][:, :, None])[:, :, 0]
        return likely, after

    def _pairs(self, steps: Numbers, before: Numbers, after: Numbers) -> Numbers:
        """For each sort of links how often each state is to be expected after each other."""
        expected = np.zeros((len(steps), len(_BEFORE), len(_STATES)))
        for sort, (start, stop) in enumerate(zip(self._bounds, self._bounds[1:], strict=False)):
            rows = self._by_links[start:stop]
            places = steps[sort] * (before[rows].T @ after[rows])
            np.add.at(expected[sort], (_CAME_FROM[:, None], _STATE[None, :]), places)
        return expected.reshape(len(steps), -1)


def _counted(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], csr_matrix]:
    """What is told in any row, with its column; and how often it is told in each."""
    columns: dict[str, int] = {}
    told = [columns.setdefault(fact, len(columns)) for row in rows for fact in row]
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return columns, csr_matrix((np.ones(len(told)), told, ends), shape=(len(rows), len(columns)))


def _kept(by_state: dict[str, float]) -> dict[str, int]:
    return {state: round(100 * weight) for state, weight in by_state.items() if abs(weight) >= LEAST}
