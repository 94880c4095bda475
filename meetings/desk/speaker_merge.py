"""Speakers that are one: what putting them together means, and the act. A clerk says so; nobody guesses."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    OF_ONE_MEETING,
    Attendance,
    Body,
    DistinctSpeakers,
    FormerAddress,
    Meeting,
    Speaker,
    SpeakerKind,
    SpeakerName,
    Turn,
)
from meetings.models.turn import TurnQuerySet
from meetings.search.indexing import index_turns

from .access import seen_as
from .speaker_choice import describe_speaker, speaks_elsewhere

MOST = 20
"""Put together at once."""
LEVELS = list(SpeakerKind)
"""The highest level of attribution first."""
ONE_PERSON_THERE = "同じ会議で別々に発言しています。その会議でも同じ人のときは、印を付けてください。"
CHANGED_MEANWHILE = (
    "この画面を開いたあとに、発言者の記録が変わりました。まだまとめていません。"
    "いまの内容を確かめて、もう一度してください。"
)


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """One of the speakers, and what there is of him."""

    speaker: Speaker
    listed: int
    """In how many lists of those present the name stands, in the bodies where he speaks."""
    turns: int
    meetings: int
    first: datetime.date | None
    last: datetime.date | None

    @property
    def described(self) -> str:
        return describe_speaker(self.speaker)


@dataclass(frozen=True, slots=True)
class UsedName:
    """The name of a speaker that goes, in one body, and from when to when it was used there."""

    speaker: Speaker
    body: Body
    first: datetime.date
    last: datetime.date

    @property
    def key(self) -> str:
        return f"{self.speaker.pk}-{self.body.pk}"

    @property
    def may_last(self) -> bool:
        """Whether it can mean the same one in minutes of other days: 大谷委員 of one meeting cannot."""
        return self.speaker.kind not in OF_ONE_MEETING

    @property
    def probably_lasts(self) -> bool:
        """An office goes to others, a name stays."""
        return self.speaker.kind in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class SharedMeeting:
    """A meeting in which several of the speakers speak."""

    meeting: Meeting
    counts: Sequence[tuple[Speaker, int]]


@dataclass(frozen=True)
class SpeakerMerge:
    """What would happen if `others` became `kept`."""

    kept: Speaker
    others: Sequence[Speaker]

    @classmethod
    def of(cls, speakers: Sequence[Speaker], kept: int | None = None) -> "SpeakerMerge":
        """Of these, in whatever order. One of the highest level stays: that `kept`, or who speaks most."""
        highest = min(LEVELS.index(SpeakerKind(one.kind)) for one in speakers)
        may_stay = [one for one in speakers if one.kind == LEVELS[highest]]
        counts = dict(
            Turn.objects.filter(speaker__in=may_stay).order_by().values_list("speaker").annotate(Count("pk"))
        )
        public = set(Speaker.objects.published().filter(pk__in=counts).values_list("pk", flat=True))
        stays = min(
            may_stay, key=lambda one: (one.pk != kept, one.pk not in public, -counts.get(one.pk, 0), one.pk)
        )
        return cls(stays, [one for one in speakers if one != stays])

    @property
    def speakers(self) -> list[Speaker]:
        return [self.kept, *self.others]

    @property
    def kana(self) -> str:
        """The reading of who stays, or else the one that the others agree on."""
        readings = {one.kana for one in self.others if one.kana}
        return self.kept.kana or (readings.pop() if len(readings) == 1 else "")

    @property
    def may_stay(self) -> list[Speaker]:
        return [one for one in self.speakers if one.kind == self.kept.kind]

    @cached_property
    def records(self) -> list[SpeakerRecord]:
        """Of each, who stays first."""
        rows = Turn.objects.filter(speaker__in=self.speakers).order_by().values_list("speaker")
        counted = rows.annotate(
            Count("pk"), Count("meeting", distinct=True), Min("meeting__date"), Max("meeting__date")
        )
        known = {pk: figures for pk, *figures in counted}
        none = (0, 0, None, None)
        return [SpeakerRecord(one, _listed(one), *known.get(one.pk, none)) for one in self.speakers]

    @cached_property
    def names(self) -> list[UsedName]:
        """What becomes another spelling. A name of undated minutes alone does not: no day bounds it."""
        rows = (
            self._moved.filter(meeting__date__isnull=False).order_by().values_list("speaker", "meeting__body")
        )
        used = list(rows.annotate(Min("meeting__date"), Max("meeting__date")))
        bodies = Body.objects.select_related("municipality").in_bulk({body for _, body, *_ in used})
        by_key = {one.pk: one for one in self.others}
        names = [UsedName(by_key[speaker], bodies[body], *days) for speaker, body, *days in used]
        return sorted(names, key=lambda one: (one.speaker.pk, one.first, one.body.pk))

    @cached_property
    def shared(self) -> list[SharedMeeting]:
        """Meetings in which more than one of them speaks, the earliest first."""
        by_key = {one.pk: one for one in self.speakers}
        counts: dict[int, list[tuple[Speaker, int]]] = {}
        rows = Turn.objects.filter(speaker__in=self.speakers).order_by("speaker")
        for meeting, speaker, count in rows.values_list("meeting", "speaker").annotate(Count("pk")):
            counts.setdefault(meeting, []).append((by_key[speaker], count))
        several = [meeting for meeting, who in counts.items() if len(who) > 1]
        meetings = (
            Meeting.objects.filter(pk__in=several).select_related("body").order_by("date", "identifier")
        )
        return [SharedMeeting(meeting, counts[meeting.pk]) for meeting in meetings]

    @cached_property
    def told_apart(self) -> list[DistinctSpeakers]:
        """Those of them of whom somebody said that they are two."""
        speakers = Speaker.objects.filter(pk__in=[one.pk for one in self.speakers])
        return list(DistinctSpeakers.objects.among(speakers).select_related("one", "other").order_by("pk"))

    @property
    def may_be_told_apart(self) -> bool:
        """Those of one meeting alone are never offered as one."""
        return all(one.kind not in OF_ONE_MEETING for one in self.speakers)

    @cached_property
    def refusals(self) -> list[str]:
        """Why they cannot be one whatever she says."""
        kinds = {one.kind == SpeakerKind.ORGANISATION for one in self.speakers}
        if len(kinds) > 1:
            return ["団体と人は、一つにまとめられません。"]
        return elsewhere(self.kept, self._moved)

    @property
    def seen(self) -> str:
        """What a page shows, in short: another state of the record, another string."""
        told = [
            (one.speaker.pk, one.speaker.kind, one.speaker.name, one.turns, str(one.last))
            for one in self.records
        ]
        shared = [one.meeting.pk for one in self.shared]
        return seen_as((told, shared, [one.pk for one in self.told_apart]))

    @property
    def _moved(self) -> TurnQuerySet:
        return Turn.objects.filter(speaker__in=self.others)


def merge_address(speakers: Sequence[Speaker]) -> str:
    """Of the page that shows what putting these together means."""
    return f"{reverse('desk:merge')}?{urlencode([('id', one.pk) for one in speakers])}"


def elsewhere(speaker: Speaker, turns: TurnQuerySet) -> list[str]:
    """Why the speaker cannot have said all of these turns: who belongs to one body or meeting speaks there
    alone."""
    meetings = Meeting.objects.filter(pk__in=turns.order_by().values("meeting")).select_related("body")
    outside = [meeting for meeting in meetings.order_by("date", "pk") if speaks_elsewhere(speaker, meeting)]
    if not outside:
        return []
    more = f"ほか{len(outside) - 1}件の会議" if len(outside) > 1 else ""
    who, where = describe_speaker(speaker), f"「{outside[0]}」{f'（{more}）' if more else ''}"
    return [f"「{who}」は一つの会議（会議体）だけの発言者なので、{where}の発言者にはできません。"]


def _listed(speaker: Speaker) -> int:
    """How often lists of those present have the name, in the bodies where the speaker speaks."""
    bodies = Turn.objects.filter(speaker=speaker).order_by().values("meeting__body")
    name = "".join(speaker.name.split())
    rows = Attendance.objects.filter(meeting__body__in=bodies).exclude(name="")
    candidates = rows.filter(name__startswith=name[:1]).values_list("name", flat=True)
    return sum("".join(other.split()) == name for other in candidates)


@transaction.atomic
def merge(plan: SpeakerMerge, *, one_person: bool = False, lasting: Collection[str] = ()) -> Speaker:
    """Let the turns and names of the others be those of who stays; their addresses lead there for ever.

    `one_person` says that it is one person also where several of them speak in one meeting; `lasting` are
    the keys of names that mean the speaker in minutes of other days too. Raises ValidationError where they
    cannot be one.
    """
    list(Speaker.objects.select_for_update().filter(pk__in=[one.pk for one in plan.speakers]).order_by("pk"))
    plan = SpeakerMerge(plan.kept, plan.others)  # as the archive is now that nobody else changes it
    if plan.refusals:
        raise ValidationError(plan.refusals)
    if plan.shared and not one_person:
        raise ValidationError(ONE_PERSON_THERE)
    kept, names = plan.kept, plan.names
    if plan.kana != kept.kana:
        kept.kana = plan.kana
        kept.save(update_fields=["kana"])
    hand_over(Turn.objects.filter(speaker__in=plan.others), kept)
    for name in names:
        remember(
            kept,
            name.body,
            name.speaker.name,
            name.first,
            name.last,
            lasts=name.may_last and name.key in lasting,
        )
    for other in plan.others:
        retire(other, kept)
    return kept


def hand_over(turns: TurnQuerySet, speaker: Speaker) -> int:
    """Say that the speaker said these turns; the index follows. Returns how many they are."""
    found = list(turns.order_by("pk").values_list("pk", "meeting"))
    keys = [pk for pk, _ in found]
    meetings = sorted({meeting for _, meeting in found})
    Meeting.objects.hold(meetings)
    moved = Turn.objects.filter(pk__in=keys)
    moved.update(speaker=speaker)
    if speaker.own_town is not None:
        moved.update(municipality=speaker.own_town)
    Meeting.objects.filter(pk__in=meetings).update(updated_at=timezone.now())
    index_turns(keys)
    return len(keys)


def remember(
    speaker: Speaker, body: Body, name: str, first: datetime.date, last: datetime.date, *, lasts: bool
) -> None:
    """Keep the name as another spelling of the speaker, with the days on which it was used."""
    same = SpeakerName.objects.filter(body=body, name=name)
    always = same.filter(only_then=False).first()
    if always is not None and always.speaker_id == speaker.pk:
        return
    only_then = not lasts or always is not None
    inside = Q(speaker=speaker, since__lte=first, until__gte=last)
    if only_then and same.filter(inside).exists():
        return
    SpeakerName.objects.create(
        speaker=speaker, body=body, name=name, since=first, until=last, only_then=only_then
    )


def retire(speaker: Speaker, successor: Speaker) -> None:
    """The speaker, who says nothing any more, is gone: his names and his address lead to the other, who is
    not those from whom he was told apart."""
    speaker.other_names.update(speaker=successor)
    DistinctSpeakers.objects.pass_on(speaker, successor)
    FormerAddress.objects.leave(speaker.get_absolute_url(), moved_to=successor.get_absolute_url())
    speaker.delete()
