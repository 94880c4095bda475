"""What readers searched for in vain, or had to say otherwise, without a trace of who they were."""

from __future__ import annotations

import datetime

from django.db import connection, models
from django.db.models import Q

from .constraints import not_empty

SHOWN_FROM = 3
"""On how many days somebody must have searched so before the staff see it."""
KEPT_WAITING = datetime.timedelta(days=30)
KEPT = datetime.timedelta(days=366)
"""How long a record stays after its last day: one that the staff see not yet, and one that they see."""
MOST_NEW_A_DAY = 300
MOST = 10_000
"""Records: however much somebody types, there are no more."""


class SearchRecordQuerySet(models.QuerySet["SearchRecord"]):
    """Named reads of what was searched for."""

    def shown(self, today: datetime.date) -> SearchRecordQuerySet:
        """What the staff may see: searched for on several days, the last not too long ago."""
        return self.filter(days__gte=SHOWN_FROM, last_day__gt=today - KEPT)

    def note(self, text: str, then: str, today: datetime.date) -> None:
        """Somebody searched so today. In one statement, which also drops what is kept no longer."""
        with connection.cursor() as cursor:
            cursor.execute(
                _NOTE,
                {
                    "text": text,
                    "then": then,
                    "today": today,
                    "shown_from": SHOWN_FROM,
                    "waiting": today - KEPT_WAITING,
                    "kept": today - KEPT,
                    "most_new": MOST_NEW_A_DAY,
                    "most": MOST,
                },
            )


class SearchRecord(models.Model):
    """検索の記録: words that found nothing, or that a reader then replaced by others, and on how many days.

    It says neither who searched nor when within a day, nor how often: a day counts once. So it holds nothing
    that would tell one reader from another.
    """

    text = models.CharField("さがした言葉", max_length=60, help_text="比べるための形に直したもの")
    then = models.CharField(
        "言い直した言葉",
        max_length=60,
        blank=True,
        help_text="続けてさがし、見つかった言葉。空欄は、何も見つからなかったもの",
    )
    days = models.PositiveIntegerField("日数", default=1, help_text="こうさがされた日の数")
    first_day = models.DateField("最初の日", help_text="初めてこうさがされた日")
    last_day = models.DateField("最後の日", help_text="最後にこうさがされた日")

    objects = SearchRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "検索の記録"
        indexes = [
            models.Index("first_day", name="search_record_first_day"),
            models.Index("last_day", name="search_record_last_day"),
        ]
        constraints = [
            not_empty("text", "search_record_has_words", "さがした言葉がありません。"),
            models.UniqueConstraint(
                fields=["text", "then"],
                name="search_record_known_once",
                violation_error_message="この記録はすでにあります。",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, last_day__gte=models.F("first_day")),
                name="search_record_days_fit",
                violation_error_message="日数は1以上で、最後の日は最初の日以後です。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} → {self.then}" if self.then else self.text


_OUTDATED = "(last_day <= %(kept)s OR last_day <= %(waiting)s AND days < %(shown_from)s)"
_SAME = 'text = %(text)s AND "then" = %(then)s'
_NOTE = f"""
WITH dropped AS (DELETE FROM meetings_searchrecord WHERE {_OUTDATED} AND NOT ({_SAME}))
INSERT INTO meetings_searchrecord AS known (text, "then", days, first_day, last_day)
SELECT %(text)s, %(then)s, 1, %(today)s, %(today)s
WHERE EXISTS (SELECT FROM meetings_searchrecord WHERE {_SAME})
   OR ((SELECT count(*) FROM meetings_searchrecord WHERE first_day = %(today)s) < %(most_new)s
       AND (SELECT count(*) FROM meetings_searchrecord) < %(most)s)
ON CONFLICT (text, "then") DO UPDATE SET
    days = CASE WHEN {_OUTDATED.replace("last_day", "known.last_day").replace("days", "known.days")} THEN 1
           ELSE known.days + 1 END,
    last_day = EXCLUDED.last_day
WHERE known.last_day < EXCLUDED.last_day
"""  # noqa: S608 (no value of ours is in it)
