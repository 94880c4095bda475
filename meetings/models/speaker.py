"""Speakers (発言者): who speaks, as far as the record says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from meetings.characters import HIRAGANA, KATAKANA, TO_KATAKANA

from .body import Body
from .constraints import not_empty, one_of
from .meeting import Meeting
from .municipality import Municipality


class SpeakerKind(models.TextChoices):
    """The levels of attribution, the highest first."""

    PERSON = "person", "氏名"
    SURNAME = "surname", "姓のみ"
    OFFICE = "office", "役職"
    ORGANISATION = "organisation", "団体"
    ANONYMOUS = "anonymous", "匿名"


OF_ONE_MEETING = (SpeakerKind.SURNAME, SpeakerKind.ANONYMOUS)
"""The levels whose names mean somebody within one meeting alone: 大谷委員, 委員A."""


def _spaceless(field: str) -> Func:
    return Func(F(field), Value(" \u3000"), Value(""), function="translate", output_field=models.CharField())


def _holds(field: str, parts: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"{field}__contains": part}) for part in parts))


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Named reads of speakers."""

    def published(self) -> SpeakerQuerySet:
        """Those a visitor may see: they say something in published minutes."""
        from .turn import Turn

        return self.filter(Exists(Turn.objects.published().filter(speaker=OuterRef("pk"))))

    def listed(self) -> SpeakerQuerySet:
        """Those worth a row in a list: a surname alone and an anonymous label are one meeting's and belong on
        its page."""
        return self.exclude(kind__in=OF_ONE_MEETING)

    def with_speech_count(self) -> SpeakerQuerySet:
        """Adds `speech_count`: what they say in published minutes. Counted for the rows shown alone."""
        from .turn import Turn

        speeches = Turn.objects.published().filter(speaker=OuterRef("pk")).order_by()
        counted = speeches.values("speaker").annotate(count=Count("pk")).values("count")
        return self.annotate(speech_count=Coalesce(Subquery(counted), 0))

    def of_municipality(self, municipality: Municipality) -> SpeakerQuerySet:
        """Those who belong to it, of themselves or through one of its bodies."""
        through_a_body = Q(municipality__isnull=True, body__municipality=municipality)
        return self.filter(Q(municipality=municipality) | through_a_body)

    def named(self, forms: Iterable[str]) -> SpeakerQuerySet:
        """Those with a name, よみ, or spelling in a published body that contains one of the forms."""
        patterns = list(forms)
        katakana = [form.translate(TO_KATAKANA) for form in patterns]
        others = SpeakerName.objects.published().filter(speaker=OuterRef("pk"))
        return (
            self.with_sort_name()
            .alias(spaceless=_spaceless("name"), spaceless_kana=_spaceless("sort_name"))
            .filter(
                _holds("spaceless", patterns)
                | _holds("spaceless_kana", katakana)
                | Exists(others.alias(spaceless=_spaceless("name")).filter(_holds("spaceless", patterns)))
            )
        )

    def by_sort_name(self) -> SpeakerQuerySet:
        """For lists: in the order of `sort_name`, those without one last; what a row shows is prefetched."""
        speakers = self.with_sort_name().select_related("municipality", "body__municipality")
        return speakers.order_by(Exact(F("sort_name"), Value("")).asc(), "sort_name", "name", "pk")

    def with_sort_name(self) -> SpeakerQuerySet:
        """Adds `sort_name` in katakana: よみ, or else the name itself where it begins in kana; empty where
        neither is there."""
        as_katakana = Func(F("name"), Value(HIRAGANA), Value(KATAKANA), function="translate")
        begins_in_kana = When(name__regex=f"^[{HIRAGANA}{KATAKANA}]", then=as_katakana)
        return self.annotate(
            sort_name=Case(
                When(~Q(kana=""), then="kana"),
                begins_in_kana,
                output_field=models.CharField(),
                default=Value(""),
            )
        )


class Speaker(models.Model):
    """発言者, at the level of attribution that the record supports and no higher.

    氏名 (a person) > 姓のみ (大谷委員) > 役職 (an office of one body: 会長) > 団体 (金沢市, 事務局) >
    匿名ラベル (委員). A turn that says nothing of its speaker has none. What bounds an identity is set beside
    it: a person known by full name belongs to a municipality, an office to one body. A surname alone and an
    anonymous label belong to one meeting and are never pooled into one chatty person.
    """

    kind = models.CharField(
        "区分",
        max_length=12,
        choices=SpeakerKind,
        help_text="記録からどこまで分かるか（氏名・姓のみ・役職・団体・匿名）",
    )
    name = models.CharField(
        "名前", max_length=200, help_text="氏名、役職名、団体名など。例：若葉 薫、会長、事務局"
    )
    kana = models.CharField("よみ", max_length=200, blank=True, help_text="並べ替えに使います。カタカナで。")
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="自治体",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speakers",
        help_text="属する自治体。団体が自治体そのもの（例：緑野市）のときはその自治体",
    )
    body = models.ForeignKey(
        Body,
        verbose_name="会議体",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speakers",
        help_text="この会議体の中だけの発言者（会長など）のとき",
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="own_speakers",
        help_text="姓だけの発言者（大谷委員など）や匿名の発言者（委員など）のとき、その会議",
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "発言者"
        indexes = [models.Index("kana", "name", name="speaker_by_reading")]
        constraints = [
            not_empty("name", "speaker_is_named", "名前を入力してください。"),
            models.UniqueConstraint(
                fields=["kind", "name", "municipality", "body", "meeting"],
                name="speaker_unique_in_its_scope",
                nulls_distinct=False,
                violation_error_message="同じ範囲に同じ名前の発言者がすでにあります。",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["surname", "anonymous"], meeting__isnull=False)
                | (~Q(kind__in=["surname", "anonymous"]) & Q(meeting__isnull=True)),
                name="speaker_belongs_to_one_meeting",
                violation_error_message="姓だけの発言者と匿名の発言者には会議を、それ以外の発言者には会議を付けずに"
                "登録してください。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="office") | Q(body__isnull=False),
                name="speaker_office_belongs_to_a_body",
                violation_error_message="役職の発言者には会議体を選んでください。",
            ),
            one_of("kind", SpeakerKind, "speaker_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/speakers/{self.pk}/"

    @property
    def own_town(self) -> Municipality | None:
        """The municipality in whose own name an organisation speaks (金沢市), not the one it belongs to."""
        town = self.municipality
        is_itself = town is not None and town.name == self.name
        return town if self.kind == SpeakerKind.ORGANISATION and is_itself else None


class SpeakerNameQuerySet(models.QuerySet["SpeakerName"]):
    """Named reads of other spellings."""

    def published(self) -> SpeakerNameQuerySet:
        """Those that visitors may see: of published bodies, and, where days are told, printed in published
        minutes of these days."""
        from .turn import Turn

        printed = Turn.objects.published().filter(
            speaker=OuterRef("speaker"),
            meeting__body=OuterRef("body"),
            meeting__date__range=(OuterRef("since"), OuterRef("until")),
        )
        return self.filter(Q(since__isnull=True) | Exists(printed), body__in=Body.objects.published())

    def meaning_on(self, body: Body, day: datetime.date | None) -> dict[str, Speaker]:
        """By spelling, whom it means in minutes of that day. One of some days goes before one of all; where
        two speakers are called so on the day, it means nobody."""
        found: dict[tuple[bool, str], set[Speaker]] = {}
        for row in self.filter(body=body).select_related("speaker__municipality"):
            if not row.only_then or row.covers(day):
                found.setdefault((row.only_then, row.name), set()).add(row.speaker)
        in_order = sorted(found.items(), key=lambda one: one[0])
        last = {name: speakers for (_, name), speakers in in_order}
        return {name: speakers.pop() for name, speakers in last.items() if len(speakers) == 1}


class SpeakerName(models.Model):
    """Another spelling of a speaker, valid in one body: 髙橋 / 高橋, or a misprint such as 員長委.

    The record keeps what is printed; this row says whom the print means. A spelling of some days alone
    (`only_then`) says so of the minutes of these days: 会長, of one term.
    """

    speaker = models.ForeignKey(
        Speaker,
        verbose_name="発言者",
        on_delete=models.CASCADE,
        related_name="other_names",
        help_text="だれのことですか",
    )
    body = models.ForeignKey(
        Body,
        verbose_name="会議体",
        on_delete=models.CASCADE,
        related_name="speaker_names",
        help_text="この表記が使われる会議体",
    )
    name = models.CharField("表記", max_length=200, help_text="会議録に書かれている表記。例：員長委")
    since = models.DateField(
        "使われた最初の日", null=True, blank=True, help_text="この表記で書かれている、最初の会議の日"
    )
    until = models.DateField(
        "使われた最後の日", null=True, blank=True, help_text="この表記で書かれている、最後の会議の日"
    )
    only_then = models.BooleanField(
        "この期間だけ",
        default=False,
        help_text="上の期間の会議録に限って、この人のこととします。会長のように、時期によって人が変わる表記のとき",
    )

    objects = SpeakerNameQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "別の表記"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"],
                condition=Q(only_then=False),
                name="speaker_name_means_one_speaker_in_a_body",
                violation_error_message="この会議体では、その表記はすでに別の発言者を指しています。",
            ),
            not_empty("name", "speaker_name_is_written", "表記を入力してください。"),
            models.CheckConstraint(
                condition=Q(since__isnull=True, until__isnull=True, only_then=False)
                | Q(since__isnull=False, until__isnull=False, until__gte=F("since")),
                name="speaker_name_days_in_order",
                violation_error_message="使われた日は、最初の日と最後の日の両方を、古い順に入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.speaker}"

    def covers(self, day: datetime.date | None) -> bool:
        """Whether the day is one of those on which the spelling was used."""
        return bool(day and self.since and self.until and self.since <= day <= self.until)
