"""Bodies (会議体): the councils, committees and associations that meet, and which became which (変遷)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.db.models.expressions import RawSQL

from .constraints import from_one, not_empty, not_itself, one_of
from .json_shapes import HABITS, ShapedJSONField
from .municipality import NATIONWIDE_CODE, Municipality
from .publication import Visibility, seen_by_visitors
from .staff_groups import own_acts

if TYPE_CHECKING:
    from .reader import Reader

CODE_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def next_code(taken: set[str]) -> str:
    """The lowest free three-character body code (001, 002 … 009, 00A …) beside those `taken`."""
    for n in range(1, len(CODE_DIGITS) ** 3):
        hundreds, rest = divmod(n, len(CODE_DIGITS) ** 2)
        tens, ones = divmod(rest, len(CODE_DIGITS))
        code = CODE_DIGITS[hundreds] + CODE_DIGITS[tens] + CODE_DIGITS[ones]
        if code not in taken:
            return code
    raise ValueError("every body code of this municipality is taken")


class BodyKind(models.TextChoices):
    """What sort of body it is, in the words citizens sort bodies by."""

    ASSEMBLY = "assembly", "議会"
    COMMITTEE = "committee", "委員会"
    COUNCIL = "council", "審議会"
    PLANNING = "planning", "策定・検討委員会"
    CONFERENCE = "conference", "協議会・懇談会"
    CITIZENS = "citizens", "市民会議"
    ASSOCIATION = "association", "課長会・連絡会"
    OTHER = "other", "その他"


# UNION keeps each body once: a ring of successions comes to its end.
_LINEAGE_SQL = """
WITH RECURSIVE line (id) AS (
    SELECT %s::bigint
    UNION
    SELECT s.earlier_id FROM meetings_bodysuccession s JOIN line ON s.later_id = line.id
)
SELECT id FROM line
"""


class BodyQuerySet(models.QuerySet["Body"]):
    """Named reads of bodies."""

    def published(self) -> BodyQuerySet:
        """Those a visitor may see: at least one of their meetings is published."""
        from .meeting import Meeting

        return self.filter(Exists(Meeting.objects.published().filter(body=OuterRef("pk"))))

    def readable_by(self, reader: Reader) -> BodyQuerySet:
        """Those of which the reader can read a meeting, or look at one that is not public yet."""
        from .meeting import Meeting

        read = Meeting.objects.filter(reader.readable())
        return self.filter(Exists(read.filter(body=OuterRef("pk"))))

    def with_coverage(self, reader: Reader | None = None) -> BodyQuerySet:
        """Adds what is published, or what that reader has in lists: `meeting_count`, `first_date`,
        `last_date`; and its `last_change`."""
        published = reader.listed("meetings__") if reader else seen_by_visitors("meetings__")
        return self.annotate(
            meeting_count=Count("meetings", filter=published),
            first_date=Min("meetings__date", filter=published),
            last_date=Max("meetings__date", filter=published),
            last_change=Max("meetings__updated_at", filter=published),
        )

    def count_by_kind(self) -> list[tuple[str, int]]:
        """(kind, how many) in the order of BodyKind, without the kinds there are none of."""
        counts = dict(self.order_by().values_list("kind").annotate(count=Count("pk")))
        return [(kind, counts[kind]) for kind in BodyKind.values if kind in counts]

    def kin_of(self, body: Body) -> BodyQuerySet:
        """The one directly above it, and those directly below."""
        kin = Q(parent=body) | Q(pk=body.parent_id)
        return self.filter(kin).order_by("kana", "name")

    def lineage_of(self, body: Body) -> BodyQuerySet:
        """It and every body that went before it (前身), through mergers and partings."""
        return self.filter(pk__in=RawSQL(_LINEAGE_SQL, [body.pk]))  # noqa: S611 (a number alone)

    def before(self, body: Body) -> BodyQuerySet:
        """Every body that went before it, itself left out."""
        return self.lineage_of(body).exclude(pk=body.pk)

    def by_municipality(self) -> BodyQuerySet:
        """For lists: with the owner prefetched, owners in official order, nationwide bodies last."""
        return self.select_related("municipality").order_by(
            F("municipality__code").asc(nulls_last=True), "kind", "kana", "name"
        )

    def enter(
        self, name: str, municipality: Municipality | None, kind: str = "", visibility: str = ""
    ) -> Body:
        """The body of that name and owner, made if the archive meets it for the first time.

        A new body gets its code and, from it, its address; both stay for ever. `visibility` is the one that
        its meetings begin with, if the body is new.
        """
        body = self.filter(name=name, municipality=municipality).first()
        if body is not None:
            return body
        body = Body(name=name, municipality=municipality, kind=kind or Body.kind_of_name(name))
        body.default_visibility = visibility or body.default_visibility
        body.assign_code()
        body.save(force_insert=True)
        return body


class Body(models.Model):
    """会議体: a council, committee, association or meeting of officers that sits more than once.

    Its owner is the municipality whose business it does, or none where several share it (全国課長会).
    Renamed and merged bodies are rows of their own, joined by `BodySuccession` (名称の変遷).
    """

    municipality = models.ForeignKey(
        Municipality,
        verbose_name="自治体",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        help_text="この会議体を置く自治体。複数の団体でつくる会議体は空欄にします。",
    )
    name = models.CharField("名称", max_length=200, help_text="正式な名称。例：みどり市総合計画審議会")
    kana = models.CharField("よみ", max_length=400, blank=True, help_text="並べ替えに使います。カタカナで。")
    kind = models.CharField("種別", max_length=12, choices=BodyKind, help_text="会議体の種別")
    code = models.CharField(
        "会議体コード",
        max_length=3,
        editable=False,
        validators=[RegexValidator(r"^[0-9A-Z]{3}$", "会議体コードは半角の数字と大文字で3けたです。")],
        help_text="会議の番号に使う3けた。自動で付き、変わりません。",
    )
    slug = models.SlugField(
        "アドレス",
        max_length=60,
        unique=True,
        help_text="この会議体のページのアドレスの末尾。公開後は変えません。例：992011-001",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="上位の会議体",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="部会・分科会などの場合、その親となる会議体",
    )
    predecessors: models.ManyToManyField[Body, BodySuccession] = models.ManyToManyField(
        "self",
        verbose_name="前身",
        symmetrical=False,
        through="BodySuccession",
        through_fields=("later", "earlier"),
        related_name="successors",
        help_text="名称の変更や統合の前の会議体",
    )
    since_year = models.PositiveSmallIntegerField(
        "設置年", null=True, blank=True, help_text="設けられた年（西暦）"
    )
    until_year = models.PositiveSmallIntegerField(
        "廃止年", null=True, blank=True, help_text="なくなった年（西暦）。続いていれば空欄"
    )
    department = models.CharField("所管課", max_length=120, blank=True, help_text="例：総務部情報政策課")
    publication_days = models.PositiveSmallIntegerField(
        "公表までの日数",
        null=True,
        blank=True,
        help_text="会議の日から会議録の公表まで、きまりで定めた日数。例：45。定めがなければ空欄",
    )
    publication_rule = models.CharField(
        "公表のきまり",
        max_length=200,
        blank=True,
        help_text="その日数を定めたもの。例：会議の公開に関する指針 第7条",
    )
    about = models.TextField("説明", blank=True, help_text="設置の根拠や目的。公開ページに出ます。")
    shows_former_wording = models.BooleanField(
        "前の本文の公開",
        default=False,
        help_text="訂正した発言の前の本文を、公開のページの訂正履歴で見られるようにします。取り消した発言は出ません。",
    )
    default_visibility = models.CharField(
        "はじめの公開範囲",
        max_length=8,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text="新しく入る会議の公開範囲。すでにある会議は変わりません。",
    )
    four_eyes = models.BooleanField(
        "承認は別の人",
        default=False,
        help_text="会議録を入力した人と、本文を最後に直した人は、その会議録を公開できません。",
    )
    habits = ShapedJSONField(
        "読み取り方",
        shape=HABITS,
        default=dict,
        blank=True,
        help_text="この会議体の会議録の書き方。取り込みのときに覚え、次の文書を読むのに使います。",
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会議体"
        permissions = own_acts("body")
        constraints = [
            not_empty("name", "body_is_named", "名称を入力してください。"),
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="body_name_unique_in_municipality",
                nulls_distinct=False,
                violation_error_message="同じ自治体に同じ名称の会議体があります。",
            ),
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="body_code_unique_in_municipality",
                nulls_distinct=False,
                violation_error_message="同じ自治体に同じ会議体コードがあります。",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9A-Z]{3}$"),
                name="body_code_three_characters",
                violation_error_message="会議体コードは半角の数字と大文字で3けたです。",
            ),
            models.CheckConstraint(
                condition=Q(until_year__isnull=True)
                | Q(since_year__isnull=True)
                | Q(until_year__gte=F("since_year")),
                name="body_years_in_order",
                violation_error_message="廃止年が設置年より前です。",
            ),
            from_one("publication_days", "body_publication_days_from_one", "公表までの日数は1以上の数です。"),
            not_itself("parent", "body_is_not_its_own_parent", "会議体自身を上位の会議体にはできません。"),
            one_of("kind", BodyKind, "body_kind_known"),
            one_of("default_visibility", Visibility, "body_default_visibility_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/bodies/{self.slug}/"

    @property
    def owner_code(self) -> str:
        """The six digits that begin its meetings' identifiers."""
        return self.municipality.code if self.municipality else NATIONWIDE_CODE

    def assign_code(self) -> None:
        """Give a new body the next free code of its owner and, where none was chosen, an address from it."""
        if not self.code:
            taken = Body.objects.filter(municipality=self.municipality).values_list("code", flat=True)
            self.code = next_code(set(taken))
        if not self.slug:
            self.slug = f"{self.owner_code}-{self.code}".lower()

    @classmethod
    def kind_of_name(cls, name: str) -> str:
        """The kind that a body's own name says, by its ending; `other` where it says nothing."""
        endings = (
            ("市民会議", BodyKind.CITIZENS),
            ("町民会議", BodyKind.CITIZENS),
            ("区民会議", BodyKind.CITIZENS),
            ("課長会", BodyKind.ASSOCIATION),
            ("連絡会", BodyKind.ASSOCIATION),
            ("課長会議", BodyKind.ASSOCIATION),
            ("策定委員会", BodyKind.PLANNING),
            ("検討委員会", BodyKind.PLANNING),
            ("検討会", BodyKind.PLANNING),
            ("審議会", BodyKind.COUNCIL),
            ("審査会", BodyKind.COUNCIL),
            ("協議会", BodyKind.CONFERENCE),
            ("懇談会", BodyKind.CONFERENCE),
            ("推進会議", BodyKind.CONFERENCE),
            ("議会", BodyKind.ASSEMBLY),
            ("本会議", BodyKind.ASSEMBLY),
            ("委員会", BodyKind.COMMITTEE),
        )
        return next((kind for ending, kind in endings if name.endswith(ending)), BodyKind.OTHER)


# Up from the body to all that went before it, and down to all that came after; UNION ends rings. Taken with
# every succession that touches one of these, so that both halves of a merger or parting are there.
_FAMILY_SQL = """
WITH RECURSIVE up (id) AS (
    SELECT %s::bigint
    UNION SELECT s.earlier_id FROM meetings_bodysuccession s JOIN up ON s.later_id = up.id
), down (id) AS (
    SELECT %s::bigint
    UNION SELECT s.later_id FROM meetings_bodysuccession s JOIN down ON s.earlier_id = down.id
), family (id) AS (SELECT id FROM up UNION SELECT id FROM down)
SELECT s.id FROM meetings_bodysuccession s
WHERE s.later_id IN (SELECT id FROM family) OR s.earlier_id IN (SELECT id FROM family)
"""


class BodySuccessionQuerySet(models.QuerySet["BodySuccession"]):
    """Named reads of successions."""

    def around(self, body: Body) -> BodySuccessionQuerySet:
        """Those that led to the body and lead on from it, in any number of steps, and their other halves."""
        return self.filter(pk__in=RawSQL(_FAMILY_SQL, [body.pk, body.pk]))  # noqa: S611 (numbers alone)


class BodySuccession(models.Model):
    """One body went on as another: renamed, or merged with others, or parted into several.

    Two rows with one `later` are a merger (統合), two with one `earlier` a parting (分割).
    """

    earlier = models.ForeignKey(
        Body,
        verbose_name="前身",
        on_delete=models.PROTECT,
        related_name="later_successions",
        help_text="名称の変更や統合の前の会議体",
    )
    later = models.ForeignKey(
        Body,
        verbose_name="後継",
        on_delete=models.CASCADE,
        related_name="earlier_successions",
        help_text="名称の変更や統合の後の会議体",
    )

    objects = BodySuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "名称の変遷"
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"],
                name="body_succession_once",
                violation_error_message="その前身はすでに登録されています。",
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")),
                name="body_succession_is_not_of_itself",
                violation_error_message="会議体自身を前身にはできません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"
