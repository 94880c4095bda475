"""What a run under load comes to: how many pages a second, how fast, what failed, what copies answered."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .quantiles import quantile
from .serving_readers import Asked

FROM_COPIES = ("HIT", "STALE", "UPDATING")
"""What nginx says of an answer for which the site drew no page."""
STAFF = ("BYPASS", "")
"""What it says of pages for somebody with a session, and of what it answers itself."""


def failures(asked: Iterable[Asked]) -> dict[int, int]:
    """Answers that no reader should get, by status; 0: none, or half of one."""
    failed = Counter(one.status for one in asked if one.status == 0 or one.status >= 500)
    return dict(sorted(failed.items()))


def held_back(asked: Iterable[Asked]) -> int:
    """Requests that were answered with «too many»: more than one table at once in a process, say."""
    return sum(one.status == 429 for one in asked)


def table(asked: Sequence[Asked]) -> list[str]:
    """Milliseconds by kind of page, and of all."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for one in asked:
        kinds[one.kind].append(one.seconds * 1000)
        kinds["all"].append(one.seconds * 1000)
    lines = [f"{'kind':<10}{'requests':>10}{'p50':>8}{'p95':>8}{'max':>8}"]
    for kind in (*sorted(kinds.keys() - {"all"}), "all"):
        times = kinds[kind]
        figures = "".join(f"{quantile(times, share):>8.0f}" for share in (0.5, 0.95, 1))
        lines.append(f"{kind:<10}{len(times):>10,}{figures}")
    return lines


def copies(log: Iterable[str]) -> Counter[str]:
    """How nginx came to its answers to readers, by its log."""
    told = (json.loads(line)["cache"] for line in log)
    return Counter(word for word in told if word not in STAFF)


def hit_ratio(told: Mapping[str, int]) -> float:
    """The share of answers that came from a copy."""
    return sum(told.get(word, 0) for word in FROM_COPIES) / max(1, sum(told.values()))
