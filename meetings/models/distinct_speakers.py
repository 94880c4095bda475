"""Speakers told apart (別人と確かめた発言者): a person has looked, and they are two."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from .speaker import Speaker

Pair = tuple[int, int]
"""Two speakers by primary key, the lower one first."""


def pair_of(one: Speaker, other: Speaker) -> Pair:
    """Both, in whatever order they come."""
    return (one.pk, other.pk) if one.pk < other.pk else (other.pk, one.pk)


class DistinctSpeakersQuerySet(models.QuerySet["DistinctSpeakers"]):
    """Named reads of speakers told apart."""

    def among(self, speakers: models.QuerySet[Speaker]) -> DistinctSpeakersQuerySet:
        """Pairs of which both are among these."""
        keys = speakers.order_by().values("pk")
        return self.filter(one__in=keys, other__in=keys)

    def of(self, speaker: Speaker) -> DistinctSpeakersQuerySet:
        """Pairs with that speaker."""
        return self.filter(Q(one=speaker) | Q(other=speaker))

    def pairs(self) -> set[Pair]:
        return set(self.order_by().values_list("one", "other"))

    def tell_apart(self, pairs: Iterable[Pair]) -> None:
        """Keep that each of these are two; what is kept already stays as it is."""
        self.bulk_create(
            [self.model(one_id=one, other_id=other) for one, other in pairs], ignore_conflicts=True
        )

    def pass_on(self, speaker: Speaker, successor: Speaker) -> None:
        """Who was told apart from a speaker is another than his successor, too."""
        pairs = self.of(speaker).select_related("one", "other")
        others = (pair.other if pair.one_id == speaker.pk else pair.one for pair in pairs)
        self.tell_apart([pair_of(successor, other) for other in others if other != successor])


class DistinctSpeakers(models.Model):
    """Two speakers whose names or readings are alike, and of whom a person says that they are not one.

    They are not offered as one again. Who said so, and when, is in 変更の記録.
    """

    one = models.ForeignKey(
        Speaker,
        verbose_name="発言者",
        on_delete=models.CASCADE,
        related_name="+",
        help_text="二人のうち、先に登録された発言者",
    )
    other = models.ForeignKey(
        Speaker,
        verbose_name="別の発言者",
        on_delete=models.CASCADE,
        related_name="+",
        help_text="二人のうち、後に登録された発言者",
    )

    objects = DistinctSpeakersQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "別人と確かめた発言者"
        constraints = [
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="distinct_speakers_are_two",
                violation_error_message="別々の発言者を二人選んでください。",
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                name="distinct_speakers_once",
                violation_error_message="この二人は、別人と確かめたものとしてすでに登録されています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one}と{self.other}"
