"""The search indexes: what the public may find, and apart from it what the office alone may find.

Each has one row a turn, and the spellings of its words. They are two tables of one shape, so that whatever is
asked for everybody cannot meet what is internal: it would have to name the other table.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, QuerySet

from .agenda_item import AgendaItem
from .meeting import Meeting
from .municipality import Municipality
from .publication import seen_by_visitors, seen_in_the_office
from .reader import Reader
from .speaker import Speaker
from .turn import Turn, TurnQuerySet


def _repeated(
    noun: type[models.Model], name: str, help_text: str, *, null: bool = False
) -> models.ForeignKey[Any, Any]:
    """A reference that repeats what the turn says: the database neither checks nor follows it."""
    return models.ForeignKey(
        noun,
        verbose_name=name,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=null,
        db_constraint=False,
        db_index=False,
        help_text=help_text,
    )


def _ways_in(prefix: str) -> list[models.Index]:
    """What a table of turns is looked up by; the lexemes of its words first."""
    return [
        GinIndex(models.Func("segmented", "tags", function="minutes_lexemes"), name=f"{prefix}_words"),
        models.Index("date", "meeting", name=f"{prefix}_date"),
        models.Index("last_date", name=f"{prefix}_last_date"),
        models.Index("meeting", name=f"{prefix}_meeting"),
        models.Index("item", name=f"{prefix}_item"),
        models.Index("speaker", name=f"{prefix}_speaker"),
        models.Index("municipality", name=f"{prefix}_municipality"),
    ]


class IndexRow(models.Model):
    """One turn as a search finds it: its cut text, and what hits are filtered and counted by.

    Its lexemes stand in the inverted index alone; the database makes them from the cut text and the tags.

    Everything here is made from other rows and can be made again (`manage.py reindex`). A row goes with its
    turn (the database sees to it). The other references only repeat what the turn says and have no
    constraint: code that changes a turn, meeting or agenda item must write the index again.
    """

    forms: ClassVar[type[SpellingRow]]
    """Where the spellings of these turns' words are."""

    turn = models.OneToOneField(
        Turn,
        verbose_name="発言",
        on_delete=models.DO_NOTHING,  # the database itself deletes it with the turn (migrations 0002, 0016)
        primary_key=True,
        related_name="%(class)s",
        db_constraint=False,
    )
    meeting = _repeated(Meeting, "会議", "発言の会議")
    item = _repeated(AgendaItem, "議題", "発言の議題", null=True)
    speaker = _repeated(Speaker, "発言者", "発言の発言者", null=True)
    municipality = _repeated(Municipality, "発言した自治体", "その名で発言した自治体", null=True)
    date = models.DateField("開催日", help_text="会議の開催日と同じ")
    last_date = models.DateField("最終日", help_text="会議の最終日。一日だけの会議では開催日")
    kind = models.CharField("種類", max_length=9, help_text="発言の種類と同じ")
    role = models.CharField("役職", help_text="発言の役職と同じ")
    capacity = models.CharField(
        "発言者の立場", max_length=8, default="", help_text="役職と発言の形から自動で分けたもの"
    )
    form = models.PositiveSmallIntegerField(
        "発言の形",
        help_text="会議を進めるだけの発言か、内容を述べる発言か。meetings/search/forms.py のとおり",
    )
    is_long = models.BooleanField(
        "長すぎる発言", help_text="語が多すぎて索引に入らない発言。どの検索でも本文を読んで確かめます。"
    )
    segmented = models.TextField("語に分けた本文", help_text="比べるための形に直し、語の境に印を入れた本文")
    tags = models.TextField(
        "見出し語", help_text="発言の主題と発言者の表示。meetings/search/lexemes.py のとおり"
    )
    edition = models.CharField("索引の版", max_length=60, help_text="索引を作った辞書と規則の版")
    fingerprint = models.BigIntegerField(
        "元の指紋", help_text="索引の元になった発言が変わったかを見分ける数。前の版で作った行では0"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def holds(cls, meeting: str = "") -> Q:
        """The condition that a meeting's turns stand in this index; `meeting` is the path to it."""
        raise NotImplementedError

    @classmethod
    def turns(cls, among: TurnQuerySet | None = None) -> TurnQuerySet:
        """The turns that this index is to hold: all of them, or those among some."""
        turns = Turn.objects.all() if among is None else among
        return turns.not_withdrawn().filter(cls.holds("meeting__"))


class SpellingRow(models.Model):
    """A word as some turn of an index writes it (サーバ), and the dictionary's form of it (サーバー).

    From here a query learns which other spellings of its words these turns have. How often is not kept.
    """

    key = models.TextField("辞書の表記", help_text="例：サーバー")
    surface = models.TextField("本文の表記", help_text="例：サーバ")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.surface} → {self.key}"


def known_once(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["key", "surface"], name=name, violation_error_message="この表記はすでにあります。"
    )


class WordForm(SpellingRow):
    """A spelling of the turns that visitors find."""

    class Meta:
        verbose_name = verbose_name_plural = "語の表記"
        constraints = [known_once("word_form_known_once")]


class InternalWordForm(SpellingRow):
    """A spelling of internal turns."""

    class Meta:
        verbose_name = verbose_name_plural = "庁内の語の表記"
        constraints = [known_once("internal_word_form_known_once")]


class TurnIndex(IndexRow):
    """One published turn as everybody finds it. Nothing that visitors do not see has a row."""

    forms = WordForm

    class Meta:
        verbose_name = verbose_name_plural = "検索の索引"
        indexes = _ways_in("turn_index")

    @classmethod
    def holds(cls, meeting: str = "") -> Q:
        return seen_by_visitors(meeting)


class InternalTurnIndexQuerySet(QuerySet["InternalTurnIndex"]):
    """Named reads of internal turns in the index."""

    def readable_by(self, reader: Reader) -> InternalTurnIndexQuerySet:
        """Those that this reader may find. Meetings are named to the database one by one, as facets do."""
        return self.filter(meeting__in=list(Meeting.objects.internal_to(reader).values_list("pk", flat=True)))


class InternalTurnIndex(IndexRow):
    """One internal turn as those of the staff find it who may read its meeting."""

    forms = InternalWordForm

    objects = InternalTurnIndexQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "庁内の検索の索引"
        indexes = _ways_in("internal_index")

    @classmethod
    def holds(cls, meeting: str = "") -> Q:
        return seen_in_the_office(meeting)


INDEXES: tuple[type[IndexRow], ...] = (TurnIndex, InternalTurnIndex)
"""All of them: a turn stands in one at most."""


def index_of(meeting: Meeting) -> type[IndexRow]:
    """The index that has the turns of a meeting, if any has."""
    return TurnIndex if meeting.is_public else InternalTurnIndex


class ArchiveWord(models.Model):
    """A word of the archive that one may look for, and how it is said: 条例, ジョウレイ.

    From here a word that was mistyped learns what is like it. How often is not kept.
    """

    word = models.TextField("語", primary_key=True, help_text="例：条例")
    sounds = ArrayField(
        models.TextField(), verbose_name="音", help_text="読みを、比べるための形に直したもの。例：ジョウレイ"
    )
    traces = ArrayField(
        models.IntegerField(),
        verbose_name="一字違いの目印",
        help_text="meetings/search/suggestions/likeness.py のとおり",
    )

    class Meta:
        verbose_name = verbose_name_plural = "収録している語"
        indexes = [
            GinIndex("sounds", name="archive_word_sounds"),
            GinIndex("traces", name="archive_word_traces"),
        ]

    def __str__(self) -> str:
        return self.word
