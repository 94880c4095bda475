"""How long the slower ones of many take."""

from collections.abc import Sequence


def quantile(times: Sequence[float], share: float) -> float:
    """The time within which this share of the pages is served."""
    in_order = sorted(times)
    return in_order[max(0, -(-int(share * 1000) * len(in_order) // 1000) - 1)]
