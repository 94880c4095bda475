"""Some turns of a speaker are somebody else's: which, whose, and the act (the split of a speaker)."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Max, Min, Q, QuerySet

from meetings.form_fields import number_typed
from meetings.importing.attribution import Attribution
from meetings.importing.folding import squeeze
from meetings.models import Body, Meeting, Speaker, SpeakerKind, Turn
from meetings.models.assignment import Scope
from meetings.models.turn import TurnQuerySet

from .speaker_choice import can_speak_at
from .speaker_merge import elsewhere, hand_over, remember, retire

MOST_ROWS = 500
"""Of the table to choose from."""
MOST_CANDIDATES = 30
NOTHING_CHOSEN = "移す発言を選んでください。"
NO_NAME = "だれの発言かを入力してください。"
SEVERAL_TOWNS = (
    "選んだ発言の会議は、一つの自治体のものではありません。新しい発言者は、自治体ごとに登録してください。"
)
HERSELF = "いまの発言者と同じです。ほかの発言者を選んでください。"


@dataclass(frozen=True, slots=True)
class TurnGroup:
    """The turns of a speaker under one label in one meeting."""

    meeting: Meeting
    label: str
    count: int
    first_number: int

    @property
    def key(self) -> str:
        return f"{self.meeting.pk}:{self.label}"


@dataclass(frozen=True, slots=True)
class TurnFilter:
    """Which groups are listed; what is empty leaves nothing out."""

    label: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    def turns_of(self, speaker: Speaker) -> TurnQuerySet:
        turns = Turn.objects.filter(speaker=speaker)
        if self.label:
            turns = turns.filter(label=self.label)
        if self.since:
            turns = turns.filter(meeting__date__gte=self.since)
        return turns.filter(meeting__date__lte=self.until) if self.until else turns


def groups_of(turns: TurnQuerySet) -> list[TurnGroup]:
    """By meeting and label, the latest meeting first; MOST_ROWS and one more, if there are more."""
    rows = turns.order_by().values_list("meeting", "label")
    counted = rows.annotate(Count("pk"), Min("number"))
    latest = counted.order_by(F("meeting__date").desc(nulls_last=True), "meeting", "label")
    found = list(latest[: MOST_ROWS + 1])
    meetings = Meeting.objects.select_related("body").in_bulk({row[0] for row in found})
    return [TurnGroup(meetings[meeting], *rest) for meeting, *rest in found]


def turns_under(speaker: Speaker, keys: Collection[str]) -> TurnQuerySet:
    """The turns of the speaker in the groups with these keys; a key that means nothing adds none."""
    wanted = Q(pk__in=[])
    for key in keys:
        meeting, colon, label = key.partition(":")
        pk = number_typed(meeting)
        if colon and pk is not None:
            wanted |= Q(meeting=pk, label=label)
    return Turn.objects.filter(wanted, speaker=speaker)


@dataclass(frozen=True)
class Handover:
    """These turns of `speaker` are to be another's."""

    speaker: Speaker
    turns: TurnQuerySet

    @cached_property
    def groups(self) -> list[TurnGroup]:
        return groups_of(self.turns)

    @cached_property
    def count(self) -> int:
        return self.turns.count()

    @cached_property
    def leaves_none(self) -> bool:
        """Whether the speaker has nothing left to say: then his address leads to the other."""
        return not Turn.objects.filter(speaker=self.speaker).exclude(pk__in=self.turns.values("pk")).exists()

    def candidates(self, name: str, user: Any) -> list[Speaker]:
        """Who bears that name, or one that contains it, can have said all of these turns, and is shown to
        this person."""
        shown = Scope.of(user).shown(Speaker.objects.all()).order_by().values("pk")
        named = Speaker.objects.named([squeeze(name)]).filter(pk__in=shown).exclude(pk=self.speaker.pk)
        for meeting in self._meetings()[:1]:
            named = named.filter(can_speak_at(meeting))
        known = named.select_related("municipality", "body").order_by("name", "pk")[:MOST_CANDIDATES]
        return [one for one in known if not elsewhere(one, self.turns)]

    def newcomer(self, name: str) -> Speaker:
        """A person of that name who is not in the archive yet, unsaved. Raises ValidationError where it
        cannot be said of which town."""
        bodies = list(
            Body.objects.filter(meetings__turns__in=self.turns).select_related("municipality").distinct()
        )
        owners = {body.municipality for body in bodies}
        if len(owners) > 1 or (None in owners and len(bodies) > 1):
            raise ValidationError(SEVERAL_TOWNS)
        person = Attribution("person", name, reach="municipality")
        municipality, body = person.bounds(None, owners.pop(), bodies[0])
        return Speaker(kind=SpeakerKind.PERSON, name=name, municipality=municipality, body=body)

    @property
    def seen(self) -> str:
        """How many turns there are, and the last: another selection, another string."""
        last = self.turns.aggregate(last=Max("pk"))["last"]
        return f"{self.count}-{last}"

    def _meetings(self) -> QuerySet[Meeting]:
        return Meeting.objects.filter(pk__in=self.turns.order_by().values("meeting")).order_by("pk")


@transaction.atomic
def hand_turns_over(plan: Handover, to: Speaker, *, keeps_labels: bool) -> Speaker:
    """Let the turns be those of `to`, who may be new. `keeps_labels`: their labels mean `to` on these days,
    for minutes that come or are read again. Returns whose they are now, who has a row from then on."""
    if plan.count == 0:
        raise ValidationError(NOTHING_CHOSEN)
    if to.pk is None:
        to = _entered(to)
    if to == plan.speaker:
        raise ValidationError(HERSELF)
    list(Speaker.objects.select_for_update().filter(pk__in=[plan.speaker.pk, to.pk]).order_by("pk"))
    if refusals := elsewhere(to, plan.turns):
        raise ValidationError(refusals)
    leaves_none = plan.leaves_none
    rows = plan.turns.exclude(label="").order_by("meeting__body", "label", "meeting__date")
    labels = list(rows.values_list("meeting__body", "label", "meeting__date").distinct())
    hand_over(plan.turns, to)
    if keeps_labels:
        _keep_labels(to, labels)
    if leaves_none:
        retire(plan.speaker, to)
    return to


def _entered(newcomer: Speaker) -> Speaker:
    found, _ = Speaker.objects.get_or_create(
        kind=newcomer.kind,
        name=newcomer.name,
        municipality=newcomer.municipality,
        body=newcomer.body,
        meeting=None,
    )
    return found


def _keep_labels(speaker: Speaker, labels: Sequence[tuple[int, str, datetime.date | None]]) -> None:
    """A spelling for each run of days on which nobody else spoke under the label in that body."""
    bodies = Body.objects.in_bulk({body for body, _, _ in labels})
    for (body, label), rows in groupby(labels, key=lambda row: row[:2]):
        others = Turn.objects.filter(meeting__body=body, label=label).exclude(speaker=speaker)
        taken = {day for day in others.values_list("meeting__date", flat=True) if day}
        for first, last in runs([day for *_, day in rows if day], taken):
            remember(speaker, bodies[body], label, first, last, lasts=False)


def runs(
    days: Sequence[datetime.date], taken: Collection[datetime.date]
) -> list[tuple[datetime.date, datetime.date]]:
    """The days in order as (first, last), broken where one that is taken lies between, which is left out."""
    found: list[tuple[datetime.date, datetime.date]] = []
    for day in days:
        if day in taken:
            continue
        if found and not any(found[-1][1] < other < day for other in taken):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
