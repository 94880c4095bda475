"""Turns (発言): what was said, in order, under the label that the minutes print."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, When
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractYear, Length

from .agenda_item import AgendaItem
from .constraints import one_of, one_order
from .meeting import Meeting
from .municipality import Municipality
from .publication import MeetingStatus, seen_by_visitors
from .speaker import OF_ONE_MEETING, Speaker, SpeakerKind

LACKING = "訂正された会議録にこの発言がないため"
READ_OTHERWISE = "原本の読み取りを改め、発言の区切りが変わったため"
BY_DOCUMENTS = (LACKING, READ_OTHERWISE)
"""Why turns are withdrawn that a corrected document lacks, or a new reading of the same one. A clerk who
withdraws a turn gives another reason."""


JOINED = "前の発言の続きと分かり、一つにまとめたため"
"""Why a turn is withdrawn whose words went to the one before it."""


class TurnKind(models.TextChoices):
    """What a passage of the record is."""

    SPEECH = "speech", "発言"
    NARRATION = "narration", "説明文"
    PROCEDURE = "procedure", "手続"


class TurnQuerySet(models.QuerySet["Turn"]):
    """Named reads of turns."""

    def not_withdrawn(self) -> TurnQuerySet:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def published(self) -> TurnQuerySet:
        """What a visitor may see: turns of published meetings that have not been withdrawn."""
        return self.not_withdrawn().filter(seen_by_visitors("meeting__"))

    def taken_back(self) -> TurnQuerySet:
        """Those that were withdrawn from published meetings; of the meetings changed last first."""
        return self._gone().filter(seen_by_visitors("meeting__"), withdrawn_on__isnull=False)

    def of_meetings_taken_back(self) -> TurnQuerySet:
        """Those that were withdrawn with their meetings."""
        return self._gone().filter(meeting__in=Meeting.objects.taken_back().order_by())

    def _gone(self) -> TurnQuerySet:
        """With what tells that a turn is gone, and not a word of it."""
        told = ("number", "withdrawn_reason", "meeting__identifier", "meeting__updated_at")
        known = self.select_related("meeting").only(*told, "meeting__withdrawn_reason")
        return known.order_by("-meeting__updated_at", "-meeting__identifier", "number")

    def speeches(self) -> TurnQuerySet:
        """Utterances alone, without the prose and procedure between them."""
        return self.filter(kind=TurnKind.SPEECH)

    def in_order(self) -> TurnQuerySet:
        """As the minutes have them."""
        return self.order_by("position")

    def by_speaker_of(self, turn: Turn) -> TurnQuerySet:
        """What the same one says in the same minutes, in order; none where the label means anybody."""
        if turn.speaker is None or turn.speaker.kind == SpeakerKind.ANONYMOUS:
            return self.none()
        own = self.not_withdrawn().speeches().filter(meeting=turn.meeting_id, speaker=turn.speaker_id)
        return own.in_order()

    def between(self, first: Turn, last: Turn) -> TurnQuerySet:
        """From the one turn to the other, in order, with what a correction has put between."""
        return self.filter(position__range=(first.position, last.position)).in_order()

    def newest_first(self) -> TurnQuerySet:
        """For lists over meetings: the latest meeting first, within it in order."""
        return self.order_by(F("meeting__date").desc(nulls_last=True), "-meeting__identifier", "position")

    def recently_changed(self) -> TurnQuerySet:
        """For feeds: of the meetings that were published or corrected last first, within each in order."""
        latest = F("meeting__date").desc(nulls_last=True)
        return self.order_by("-meeting__updated_at", latest, "-meeting__identifier", "position")

    def last_changes(self, *by: str | Combinable) -> QuerySet[Turn, tuple[Any, ...]]:
        """(…, when): put together by what they have in common, and when the last of each was changed."""
        changed = self.order_by().values_list(*by).annotate(changed=Max("meeting__updated_at"))
        return changed.order_by(by[0])

    def for_lists(self) -> TurnQuerySet:
        """With what a row of a list shows: speaker, agenda item, meeting, body and its owner."""
        return self.select_related("speaker", "item", "meeting__body__municipality").defer(
            "meeting__printed_header", "meeting__attendees", "meeting__openness_reason"
        )

    def for_tables(self) -> TurnQuerySet:
        """The same for long lists, where many turns have one meeting and one speaker: each is read once."""
        return self.prefetch_related("speaker", "item", Prefetch("meeting", Meeting.objects.for_lists()))

    def with_speakers(self) -> TurnQuerySet:
        """With what a turn shows on its meeting's page: who speaks, and for which municipality."""
        return self.select_related("speaker", "municipality")

    def at_addresses(self, keys: Iterable[tuple[str, int]]) -> TurnQuerySet:
        """Those with these identifiers of meetings and numbers, also withdrawn ones and those of withdrawn
        minutes, the earliest meeting first; with what a list of whole turns shows."""
        wanted: defaultdict[str, set[int]] = defaultdict(set)
        for identifier, number in keys:
            wanted[identifier].add(number)
        named = reduce(
            or_, (Q(meeting__identifier=each, number__in=wanted[each]) for each in wanted), Q(pk=0)
        )
        seen = seen_by_visitors("meeting__") | seen_by_visitors("meeting__", MeetingStatus.WITHDRAWN)
        turns = self.filter(named, seen).for_lists().select_related("municipality")
        return turns.order_by("meeting__date", "meeting__identifier", "position")

    def beside(self, turn_ids: Collection[int]) -> dict[int, tuple[Turn | None, Turn | None]]:
        """Of each of those turns, the one before and the one behind it in its minutes, among these."""
        of_meeting = self.filter(meeting=OuterRef("meeting"))
        before = of_meeting.filter(position__lt=OuterRef("position")).order_by("-position").values("pk")[:1]
        behind = of_meeting.filter(position__gt=OuterRef("position")).order_by("position").values("pk")[:1]
        found = Turn.objects.filter(pk__in=turn_ids).values_list("pk", Subquery(before), Subquery(behind))
        rows = [(pk, first, second) for pk, first, second in found]
        turns = self.with_speakers().in_bulk({pk for row in rows for pk in row[1:] if pk})
        return {pk: (turns.get(first), turns.get(second)) for pk, first, second in rows}

    def around(self, turn: Turn) -> tuple[Turn | None, Turn | None]:
        """Of the turns of its minutes the one before it and the one behind it. Mostly one question: positions
        follow upon each other but where turns were moved or taken out."""
        near = {one.position: one for one in self.filter(position__in=(turn.position - 1, turn.position + 1))}
        before = self.filter(position__lt=turn.position).order_by("-position")
        behind = self.filter(position__gt=turn.position).order_by("position")
        return (
            near.get(turn.position - 1) or (before.first() if turn.position > 1 else None),
            near.get(turn.position + 1) or behind.first(),
        )

    def extent(self) -> tuple[int, datetime.datetime | None]:
        """How many they are, and when the minutes of any were last changed, in one question."""
        found = self.aggregate(count=Count("pk"), changed=Max("meeting__updated_at"))
        return found["count"], found["changed"]

    def labels_by_body(self) -> QuerySet[Turn, dict[str, Any]]:
        """How they are printed: label and role in each body, how often, and from when to when."""
        rows = self.order_by().values("label", "role", "meeting__body__name", "meeting__body__slug")
        return rows.annotate(
            count=Count("pk"), first_date=Min("meeting__date"), last_date=Max("meeting__date")
        ).order_by("-last_date", "meeting__body__name", "-count", "label")

    def count_by_fiscal_year(self) -> list[tuple[int, int]]:
        """(2024, 120) for each 年度 with any, the earliest first."""
        before_april = Case(When(meeting__date__month__lt=4, then=1), default=0)
        years = self.order_by().annotate(year=ExtractYear("meeting__date") - before_april)
        return list(years.values_list("year").annotate(count=Count("pk")).order_by("year"))

    def amount_by_speaker(self) -> QuerySet[Turn, tuple[Any, ...]]:
        """(speaker's key, turns, characters), the most first.

        None is all whom the record does not distinguish beyond one meeting: 大谷委員, 委員A.
        """
        known = Case(When(speaker__kind__in=OF_ONE_MEETING, then=None), default="speaker")
        rows = self.order_by().annotate(known=known).values_list("known")
        amounts = rows.annotate(turns=Count("pk"), characters=Sum(Length("text")))
        return amounts.order_by("-characters", "-turns", "known")

    def next_number(self, meeting: Meeting) -> int:
        """The first address never used in that meeting: withdrawn turns keep theirs."""
        highest: int | None = self.filter(meeting=meeting).aggregate(highest=Max("number"))["highest"]
        return (highest or 0) + 1


class Turn(models.Model):
    """発言: one utterance, or one passage of prose between utterances, exactly as printed.

    `number` is its address within the meeting and is never given twice; `position` is its place in the
    reading order, which a correction may change. A withdrawn turn stays as a tombstone with day and reason.
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="turns",
        help_text="どの会議の発言ですか",
    )
    number = models.PositiveIntegerField(
        "番号", editable=False, help_text="この発言のアドレスになる番号。自動で付き、変わりません。"
    )
    position = models.PositiveIntegerField("順番", help_text="会議の中での順番（1から）")
    item = models.ForeignKey(
        AgendaItem,
        verbose_name="議題",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="turns",
        help_text="どの議題の中での発言ですか",
    )
    kind = models.CharField(
        "種類",
        max_length=9,
        choices=TurnKind,
        default=TurnKind.SPEECH,
        help_text="発言か、発言の間の説明文か、（異議なし）などの手続か",
    )
    label = models.CharField(
        "発言者の表示",
        blank=True,
        help_text="会議録に書かれている発言者の表示（かっこや○などの飾りを除く）。例：事務局",
    )
    printed_label = models.CharField(
        "印刷どおりの表示",
        blank=True,
        help_text="飾りや空白も含めた表示。例：【事　務　局】。上と同じなら空欄",
    )
    role = models.CharField("役職", blank=True, help_text="表示から分かる役職。例：委員長")
    affiliation = models.CharField("所属", blank=True, help_text="書かれている会派・所属団体。なければ空欄")
    speaker = models.ForeignKey(
        Speaker,
        verbose_name="発言者",
        on_delete=models.RESTRICT,  # a meeting goes with its anonymous speakers; nobody else with turns does
        null=True,
        blank=True,
        related_name="turns",
        help_text="だれの発言ですか。記録から分からなければ空欄",
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="発言した自治体",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="turns",
        help_text="自治体の名で行われた発言（金沢市など）のとき、その自治体",
    )
    text = models.TextField(
        "本文", blank=True, help_text="書かれているとおりの発言。表示の後に何も書かれていなければ空欄"
    )
    source_line = models.PositiveIntegerField(
        "原本の行",
        null=True,
        blank=True,
        editable=False,
        help_text="この発言が始まる、原本の行（1から）。手で入力した発言は空欄",
    )
    edited_by_hand = models.BooleanField(
        "手直し",
        default=False,
        editable=False,
        help_text="管理画面で直されたか。原本を読み直しても、直されたままにします。",
    )
    withdrawn_on = models.DateField("取消日", null=True, blank=True, help_text="発言が取り消された日")
    withdrawn_reason = models.CharField(
        "取消の理由", max_length=300, blank=True, help_text="公開ページに出ます。取消日とともに入力します。"
    )

    objects = TurnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "発言"
        indexes = [
            # feeds say what was withdrawn of late; its clerks must find it, which is in no search index
            models.Index("meeting", name="turn_withdrawn", condition=Q(withdrawn_on__isnull=False)),
            # utterances are counted, of all meetings and of each in a list, without reading what they say
            models.Index(
                "meeting", name="turn_speeches", condition=Q(withdrawn_on__isnull=True, kind=TurnKind.SPEECH)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="turn_number_given_once",
                violation_error_message="この会議には同じ番号の発言がすでにあります。",
            ),
            one_order("turn_position_unique", "同じ順番の発言がすでにあります。"),
            models.CheckConstraint(
                condition=Q(number__gte=1, position__gte=1),
                name="turn_counts_from_one",
                violation_error_message="番号と順番は1以上の数です。",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | (Q(kind="speech") & ~Q(label="")),
                name="turn_says_something",
                violation_error_message="本文を入力してください。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="turn_withdrawn_says_when_and_why",
                violation_error_message="発言を取り消すときは、取消日と取消の理由の両方を入力してください。",
            ),
            models.CheckConstraint(
                condition=Q(kind="speech") | Q(speaker__isnull=True, municipality__isnull=True),
                name="turn_only_speech_has_a_speaker",
                violation_error_message="説明文と手続には発言者を付けられません。",
            ),
            one_of("kind", TurnKind, "turn_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}".strip()

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}{self.number}/"
