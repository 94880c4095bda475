"""Municipalities (地方公共団体) and their official codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Value
from django.db.models.functions import Mod, Ord, Substr
from django.db.models.lookups import Exact

from .constraints import one_of
from .publication import seen_by_visitors

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

NATIONWIDE_CODE = "000000"
"""Stands in a meeting's identifier for a body that no municipality owns."""

_WEIGHTS = (6, 5, 4, 3, 2)


def check_digit(first_five: str) -> str:
    """The sixth digit of a 全国地方公共団体コード, from its first five (総務省's modulus-11 rule)."""
    weighted = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_five, strict=True))
    return str((11 - weighted % 11) % 10)


def validate_code(code: str) -> None:
    """Refuse a text that is no 全国地方公共団体コード, with the reason in the clerk's words."""
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        raise ValidationError("団体コード「%(code)s」は半角数字6けたではありません。", params={"code": code})
    expected = check_digit(code[:5])
    if code[5] != expected:
        raise ValidationError(
            "団体コード「%(code)s」は検査数字（6けた目）が合いません。先頭5けたが正しければ6けた目は%(expected)sです。",
            params={"code": code, "expected": expected},
        )


def _digit(place: int) -> Combinable:
    return Ord(Substr("code", place, 1)) - Value(48)


def _weighted_sum() -> Combinable:
    total = _digit(1) * _WEIGHTS[0]
    for place, weight in enumerate(_WEIGHTS[1:], start=2):
        total += _digit(place) * weight
    return total


class MunicipalityKind(models.TextChoices):
    """What sort of local government it is."""

    PREFECTURE = "prefecture", "都道府県"
    CITY = "city", "市"
    WARD = "ward", "区"
    TOWN = "town", "町"
    VILLAGE = "village", "村"
    UNION = "union", "一部事務組合・広域連合"


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Named reads of municipalities."""

    def published(self) -> MunicipalityQuerySet:
        """Those a visitor may see: they own a body with published minutes, or were spoken for in some."""
        from .meeting import Meeting
        from .turn import Turn

        return self.filter(
            Exists(Meeting.objects.published().filter(body__municipality=OuterRef("pk")))
            | Exists(Turn.objects.published().filter(municipality=OuterRef("pk")))
        )

    def with_minutes(self) -> MunicipalityQuerySet:
        """Those that own a body with published minutes."""
        from .meeting import Meeting

        return self.filter(Exists(Meeting.objects.published().filter(body__municipality=OuterRef("pk"))))

    def with_coverage(self) -> MunicipalityQuerySet:
        """Adds what is published of its bodies: `body_count`, `meeting_count`, `first_date`, `last_date`; and
        its `last_change`."""
        published = seen_by_visitors("bodies__meetings__")
        return self.annotate(
            body_count=Count("bodies", filter=published, distinct=True),
            meeting_count=Count("bodies__meetings", filter=published),
            first_date=Min("bodies__meetings__date", filter=published),
            last_date=Max("bodies__meetings__date", filter=published),
            last_change=Max("bodies__meetings__updated_at", filter=published),
        )

    def with_speakers(self) -> MunicipalityQuerySet:
        """Those that somebody in the list of speakers belongs to, of itself or through a body."""
        from .speaker import Speaker

        listed = Speaker.objects.published().listed()
        own = listed.filter(municipality__isnull=False).values("municipality")
        through_a_body = listed.filter(municipality__isnull=True, body__municipality__isnull=False)
        return self.filter(Q(pk__in=own) | Q(pk__in=through_a_body.values("body__municipality")))

    def in_official_order(self) -> MunicipalityQuerySet:
        """By code: prefectures from north to south, and within each its cities, then towns and villages."""
        return self.order_by("code")


class Municipality(models.Model):
    """地方公共団体: one prefecture, city, ward, town or village, known by its official six-digit code.

    Rows exist for those the archive has met; the whole official list is data of the importer.
    """

    code = models.CharField(
        "団体コード",
        max_length=6,
        unique=True,
        validators=[validate_code],
        help_text="総務省の全国地方公共団体コード（検査数字を含む半角6けた）。例：131016",
    )
    name = models.CharField("名称", max_length=60, help_text="都道府県名を付けない名称。例：千代田区")
    kana = models.CharField("よみ", max_length=120, blank=True, help_text="並べ替えに使います。例：チヨダク")
    prefecture = models.CharField(
        "都道府県", max_length=10, help_text="属する都道府県。都道府県自身はその名称。例：東京都"
    )
    kind = models.CharField("種別", max_length=10, choices=MunicipalityKind, help_text="団体の種別")

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自治体"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{6}$")
                & Q(Exact(_digit(6), Mod(Value(11) - Mod(_weighted_sum(), Value(11)), Value(10)))),
                name="municipality_code_check_digit",
                violation_error_message="団体コードの検査数字（6けた目）が合いません。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(prefecture=""),
                name="municipality_is_named",
                violation_error_message="自治体の名称と都道府県を入力してください。",
            ),
            # the prefecture itself is the row that bears its prefecture's name, and no other row may
            models.CheckConstraint(
                condition=Q(kind="prefecture", name=F("prefecture"))
                | (~Q(kind="prefecture") & ~Q(name=F("prefecture"))),
                name="municipality_prefecture_names_itself",
                violation_error_message="名称と都道府県を同じにするのは、都道府県自身だけです。",
            ),
            one_of("kind", MunicipalityKind, "municipality_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name if self.kind == MunicipalityKind.PREFECTURE else f"{self.prefecture}{self.name}"

    def get_absolute_url(self) -> str:
        return f"/municipalities/{self.code}/"

    @classmethod
    def kind_of_name(cls, name: str, prefecture: str) -> str:
        """The kind that a name's last character says (東京都 → prefecture, 品川区 → ward)."""
        if name == prefecture:
            return MunicipalityKind.PREFECTURE
        endings = {
            "市": MunicipalityKind.CITY,
            "区": MunicipalityKind.WARD,
            "町": MunicipalityKind.TOWN,
            "村": MunicipalityKind.VILLAGE,
        }
        return endings.get(name[-1:], MunicipalityKind.UNION)
