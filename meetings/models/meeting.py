"""Meetings (会議): one sitting each, and the identifier it is known by for ever."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable
from typing import Any

from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from .body import Body
from .constraints import from_one, not_empty, one_of
from .json_shapes import EDITED, PRINTED_HEADER, ShapedJSONField
from .publication import ADDRESS_GIVEN_OUT, SEEN_BY_VISITORS, MeetingStatus, Visibility, seen_by_visitors
from .reader import VISITOR, Reader
from .source_document import SourceDocument
from .staff_groups import own_acts

HIGHEST_NUMBER = 999
LATEST_NIGHT = 9
"""The hour until which a sitting of the evening before may have gone on; later it is a second day."""

FROM_DOCUMENTS = {
    "title", "number", "date", "end_date", "start", "end", "place", "attendees",
    "openness", "openness_reason", "observers", "record_type", "department",
}  # fmt: skip
"""The fields of a meeting that its document tells."""


def compose_identifier(owner_code: str, body_code: str, number: int, held_on: datetime.date | None) -> str:
    """団体コード(6) + 会議体(3) + X + 回(3) + YYYYMMDD(8): 21 characters in the Diet's own layout.

    Used once, when a meeting enters the archive; a correction of its date or number never changes it.
    """
    day = held_on.isoformat().replace("-", "") if held_on else "00000000"
    return f"{owner_code}{body_code}X{number:03d}{day}"


def first_free_identifier(
    owner_code: str, body_code: str, number: int | None, held_on: datetime.date | None, taken: Container[str]
) -> str:
    """The identifier for a new meeting; where it is `taken` the 回 steps on to the next free one."""
    wanted = number if number is not None and number <= HIGHEST_NUMBER else 0
    for step in range(wanted, HIGHEST_NUMBER + 1):
        identifier = compose_identifier(owner_code, body_code, step, held_on)
        if identifier not in taken:
            return identifier
    raise ValueError("a body cannot sit a thousand times on one day")


class RecordType(models.TextChoices):
    """What sort of record it is, by the words of the minutes themselves."""

    VERBATIM = "verbatim", "全文"
    SUMMARY = "summary", "要点"
    EXTRACT = "extract", "摘録"
    DECISIONS = "decisions", "結果のみ"
    UNKNOWN = "unknown", "記載なし"


class Openness(models.TextChoices):
    """Whether the public could attend."""

    OPEN = "open", "公開"
    PARTLY = "partly", "一部公開"
    CLOSED = "closed", "非公開"
    UNKNOWN = "unknown", "記載なし"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Named reads of meetings."""

    def published(self) -> MeetingQuerySet:
        """What the public may see: published, and not for the office alone."""
        return self.readable_by(VISITOR)

    def readable_by(self, reader: Reader) -> MeetingQuerySet:
        """What stands in the lists of that reader."""
        return self.filter(reader.listed())

    def internal_to(self, reader: Reader) -> MeetingQuerySet:
        """Those for the office alone that this reader may read."""
        return self.filter(reader.of_office())

    def taken_back(self) -> MeetingQuerySet:
        """Those that the public could see and that were withdrawn since; the last withdrawn first."""
        was_seen = seen_by_visitors(status=MeetingStatus.WITHDRAWN) & Q(published_at__isnull=False)
        return self.filter(was_seen).order_by("-updated_at", "-identifier")

    def newest_first(self) -> MeetingQuerySet:
        return self.order_by(F("date").desc(nulls_last=True), "-identifier")

    def oldest_first(self) -> MeetingQuerySet:
        return self.order_by(F("date").asc(nulls_last=True), "identifier")

    def held_between(self, first: datetime.date, last: datetime.date) -> MeetingQuerySet:
        """With a day, the first or the last, in the period; both its ends are included."""
        with_last_day = self.annotate(last_day=Coalesce("end_date", "date"))
        return with_last_day.filter(date__lte=last, last_day__gte=first)

    def recently_changed(self) -> MeetingQuerySet:
        """For feeds: those that were published or corrected last first."""
        return self.order_by("-updated_at", F("date").desc(nulls_last=True), "-identifier")

    def last_change(self) -> datetime.datetime | None:
        """When any of them was last entered, corrected, hidden or withdrawn; None where there are none."""
        latest: datetime.datetime | None = self.aggregate(latest=Max("updated_at"))["latest"]
        return latest

    def last_changes(self, *by: str | Combinable) -> models.QuerySet[Meeting, tuple[Any, ...]]:
        """(…, when): put together by what they have in common, and when the last of each was changed."""
        return self.order_by().values_list(*by).annotate(changed=Max("updated_at")).order_by(by[0])

    def for_lists(self) -> MeetingQuerySet:
        """With what a row of a list shows: the body and its owner. Leaves the long fields behind."""
        return self.select_related("body__municipality").defer(
            "printed_header", "openness_reason", "attendees"
        )

    def with_speech_count(self) -> MeetingQuerySet:
        """Adds `speech_count`: the utterances that are not withdrawn. Counted for the rows shown alone."""
        from .turn import Turn

        not_withdrawn = Turn.objects.not_withdrawn().speeches().filter(meeting=OuterRef("pk")).order_by()
        counted = not_withdrawn.values("meeting").annotate(count=Count("*")).values("count")
        return self.annotate(speech_count=Coalesce(Subquery(counted), 0))

    def at_address(self, identifier: str, reader: Reader = VISITOR) -> Meeting | None:
        """What the reader finds at an address, gone or not, with body, owner and original prefetched."""
        related = self.select_related("body__municipality", "source").defer("source__content")
        return related.filter(reader.opened(), identifier=identifier).first()

    def hold(self, keys: Iterable[int]) -> None:
        """Let nobody else change these meetings until the transaction ends. Always in one order, so that two
        that want the same meetings do not wait for each other."""
        held = self.select_for_update(no_key=True).filter(pk__in=list(keys))
        list(held.order_by("pk").values("pk"))

    def titled(self, words: Iterable[str]) -> MeetingQuerySet:
        """Those whose title contains every one of the words, letter for letter."""
        return self.filter(*(Q(title__contains=word) for word in words))

    def count_by_year(self) -> list[tuple[int, int]]:
        """(2024, 12) for each Western year with meetings, the latest first."""
        years = self.order_by().values_list("date__year").annotate(count=Count("pk"))
        return [(year, count) for year, count in years.order_by("-date__year") if year is not None]

    def count_by_month(self) -> list[tuple[int, int]]:
        """(4, 12) for each month with meetings, from January; of one year's meetings."""
        months = self.order_by().values_list("date__month").annotate(count=Count("pk"))
        return list(months.order_by("date__month"))

    def count_by_body(self) -> list[tuple[int, int]]:
        """(key of a body, 12) for each body with meetings, the busiest first."""
        bodies = self.order_by().values_list("body").annotate(count=Count("pk"))
        return list(bodies.order_by("-count", "body__municipality__code", "body__kana", "body__name"))

    def before(self, meeting: Meeting) -> MeetingQuerySet:
        """Earlier meetings of the same body, the nearest first."""
        return self._beside(meeting, "lt").newest_first()

    def after(self, meeting: Meeting) -> MeetingQuerySet:
        """Later meetings of the same body, the nearest first."""
        return self._beside(meeting, "gt").oldest_first()

    def _beside(self, meeting: Meeting, side: str) -> MeetingQuerySet:
        same_body = self.filter(body_id=meeting.body_id)
        if meeting.date is None:
            return same_body.none()
        same_day = Q(**{"date": meeting.date, f"identifier__{side}": meeting.identifier})
        return same_body.filter(Q(**{f"date__{side}": meeting.date}) | same_day)

    def free_identifier(self, body: Body, number: int | None, held_on: datetime.date | None) -> str:
        """The identifier for a new meeting, beside those already in the archive."""
        prefix = f"{body.owner_code}{body.code}X"
        taken = set(self.filter(identifier__startswith=prefix).values_list("identifier", flat=True))
        return first_free_identifier(body.owner_code, body.code, number, held_on, taken)


class Meeting(models.Model):
    """会議: one sitting of one body, with what its minutes say about it.

    `identifier` is its address and never changes. `printed_header` keeps the head of the minutes as a
    list of [heading, text] in the order of the print; the other fields are what was understood of it.
    """

    identifier = models.CharField(
        "会議番号",
        max_length=21,
        unique=True,
        editable=False,
        help_text="この会議のアドレスになる21けたの番号。自動で付き、変わりません。",
    )
    body = models.ForeignKey(
        Body,
        verbose_name="会議体",
        on_delete=models.PROTECT,
        related_name="meetings",
        help_text="どの会議体の会議ですか",
    )
    title = models.CharField(
        "会議名", help_text="会議録に書かれているとおり。例：第3回みどり市総合計画審議会"
    )
    number = models.PositiveSmallIntegerField(
        "回", null=True, blank=True, help_text="第3回なら3。回数がなければ空欄"
    )
    date = models.DateField(
        "開催日", null=True, blank=True, help_text="会議が開かれた日。何日かにわたるときは最初の日"
    )
    end_date = models.DateField(
        "最終日",
        null=True,
        blank=True,
        help_text="次の日以降にかけて開かれたとき、その最後の日。なければ空欄",
    )
    start = models.TimeField("開始時刻", null=True, blank=True, help_text="例：14:00")
    end = models.TimeField("終了時刻", null=True, blank=True, help_text="例：15:45")
    place = models.CharField("場所", blank=True, help_text="会議録に書かれているとおり")
    attendees = models.TextField("出席者", blank=True, help_text="会議録に書かれているとおり")
    openness = models.CharField(
        "公開区分",
        max_length=8,
        choices=Openness,
        default=Openness.UNKNOWN,
        help_text="会議は傍聴できましたか。書かれていなければ「記載なし」",
    )
    openness_reason = models.TextField(
        "非公開の理由", blank=True, help_text="一部公開・非公開のとき、書かれている理由"
    )
    observers = models.PositiveIntegerField(
        "傍聴者数", null=True, blank=True, help_text="「なし」は0。書かれていなければ空欄"
    )
    record_type = models.CharField(
        "記録の種類",
        max_length=10,
        choices=RecordType,
        default=RecordType.UNKNOWN,
        help_text="発言のとおりの記録か、要点をまとめた記録か。書かれていなければ「記載なし」",
    )
    department = models.CharField("担当課", blank=True, help_text="会議録に書かれている担当課")
    printed_header = ShapedJSONField(
        "記載事項",
        shape=PRINTED_HEADER,
        default=list,
        blank=True,
        help_text="会議録の冒頭に書かれている項目と内容（印刷どおり）",
    )
    edited_by_hand = ShapedJSONField(
        "手直しした項目",
        shape=EDITED,
        default=list,
        blank=True,
        editable=False,
        help_text="管理画面で直された項目。原本を読み直しても、直されたままにします。",
    )
    source = models.ForeignKey(
        SourceDocument,
        verbose_name="原本",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        help_text="この記録のもとになった文書（訂正されたときは最新の版）",
    )
    source_url = models.URLField(
        "掲載ページ", max_length=500, blank=True, help_text="自治体が公表しているページのURL"
    )
    issued_on = models.DateField(
        "公表日",
        null=True,
        blank=True,
        help_text="自治体が会議録を公表した日。分からなければ空欄",
    )
    status = models.CharField(
        "状態",
        max_length=9,
        choices=MeetingStatus,
        default=MeetingStatus.DRAFT,
        help_text="「公開」にすると、だれでも見られるようになります。",
    )
    visibility = models.CharField(
        "公開範囲",
        max_length=8,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text="公開にしたとき、だれが読めるか。「庁内のみ」は権限のある職員だけ、「非公開」は職員のページだけ。",
    )
    withdrawn_on = models.DateField(
        "取消日", null=True, blank=True, help_text="取り消した日。状態が「取消」のとき必要です。"
    )
    withdrawn_reason = models.CharField(
        "取消の理由",
        max_length=300,
        blank=True,
        help_text="公開ページに出ます。状態が「取消」のとき必要です。",
    )
    published_at = models.DateTimeField(
        "公開日時",
        null=True,
        blank=True,
        editable=False,
        help_text="最初に公開した日時。下書きに戻しても消えません。",
    )
    created_at = models.DateTimeField(
        "作成日時", default=timezone.now, editable=False, help_text="記録を作った日時"
    )
    updated_at = models.DateTimeField(
        "更新日時", default=timezone.now, editable=False, help_text="記録を最後に直した日時"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会議"
        permissions = own_acts("meeting")
        indexes = [
            # home, bodies and municipalities list the newest published meetings
            models.Index(
                F("date").desc(nulls_last=True),
                F("identifier").desc(),
                name="meeting_published_newest",
                condition=seen_by_visitors(),
            ),
            # a body's own list, and the meetings before and after one
            models.Index("body", F("date").desc(nulls_last=True), name="meeting_body_newest"),
        ]
        constraints = [
            not_empty("title", "meeting_is_titled", "会議名を入力してください。"),
            models.CheckConstraint(
                condition=Q(identifier__regex=r"^[0-9]{6}[0-9A-Z]{3}X[0-9]{11}$"),
                name="meeting_identifier_form",
                violation_error_message="会議番号は、団体コード6けた、会議体3けた、X、回3けた、年月日8けたの21字です。",
            ),
            models.UniqueConstraint(
                fields=["body", "date", "number"],
                condition=Q(number__isnull=False),
                name="meeting_number_unique_on_a_day",
                violation_error_message="この会議体には、同じ開催日で同じ回の会議がすでにあります。",
            ),
            from_one("number", "meeting_number_from_one", "回は1以上の数です。"),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(date__isnull=False, end_date__gt=F("date")),
                name="meeting_ends_after_its_first_day",
                violation_error_message="最終日は開催日より後の日です。同じ日なら空欄にします。",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(date__isnull=False),
                name="meeting_published_has_date",
                violation_error_message="開催日のない会議は公開できません。",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")
                | ~Q(status="withdrawn") & Q(withdrawn_on__isnull=True, withdrawn_reason=""),
                name="meeting_withdrawn_says_when_and_why",
                violation_error_message="状態を「取消」にするときだけ、取消日と取消の理由の両方を入力してください。",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(date__isnull=True) | Q(issued_on__gte=F("date")),
                name="meeting_issued_after_it_was_held",
                violation_error_message="公表日が開催日より前です。",
            ),
            one_of("status", MeetingStatus, "meeting_status_known"),
            one_of("visibility", Visibility, "meeting_visibility_known"),
            one_of("record_type", RecordType, "meeting_record_type_known"),
            one_of("openness", Openness, "meeting_openness_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/meetings/{self.identifier}/"

    @property
    def ends_past_midnight(self) -> bool:
        """Whether it is one sitting that went on into the next day, and not one of two days."""
        if self.date is None or self.end_date is None or self.start is None or self.end is None:
            return False
        next_day = self.end_date - self.date == datetime.timedelta(days=1)
        return next_day and self.end < self.start and self.end.hour < LATEST_NIGHT

    @property
    def is_public(self) -> bool:
        """Whether a visitor may see it: the same rule as `published()`."""
        return all(getattr(self, field) == value for field, value in SEEN_BY_VISITORS.items())

    @property
    def was_published(self) -> bool:
        """Whether the public has been given its addresses, so that it may not be deleted."""
        return self.published_at is not None or self.status in ADDRESS_GIVEN_OUT

    def note_publication(self) -> None:
        """Remember when it was first shown: from then on its addresses are out and it cannot be deleted.

        Minutes that were entered here, and are on no page or document of the municipality's own, come out
        with it: unless somebody has said when they did, this is the day.
        """
        if self.status != MeetingStatus.PUBLISHED or self.published_at is not None:
            return
        self.published_at = timezone.now()
        comes_out_here = self.is_public and self.source_id is None and not self.source_url
        today = timezone.localdate()
        if comes_out_here and self.issued_on is None and (self.date is None or self.date <= today):
            self.issued_on = today

    def mark_edited(self, names: Iterable[str]) -> None:
        """Remember which fields and lists were corrected by hand: reading its document again leaves them as
        they are."""
        self.edited_by_hand = sorted({*self.edited_by_hand, *names})

    def follow_rules_of_body(self) -> None:
        """What a new meeting begins with, because its body has it so."""
        self.visibility = self.body.default_visibility

    def assign_identifier(self) -> None:
        """Give a new meeting its identifier; one that has it keeps it."""
        if not self.identifier:
            self.identifier = Meeting.objects.free_identifier(self.body, self.number, self.date)
