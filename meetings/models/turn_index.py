"""The search index: what the public may find, one row a turn, and the spellings of its words."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .agenda_item import AgendaItem
from .meeting import Meeting
from .municipality import Municipality
from .speaker import Speaker
from .turn import Turn


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


class TurnIndex(models.Model):
    """One published turn as the search finds it: its cut text, and what hits are filtered and counted by.

    Its lexemes stand in the inverted index alone; the database makes them from the cut text and the tags.

    Everything here is made from other rows and can be made again (`manage.py reindex`); nothing that is not
    published has a row. A row goes with its turn (the database sees to it). The other references only repeat
    what the turn says and have no constraint: code that changes a turn, meeting or agenda item must write the
    index again.
    """

    turn = models.OneToOneField(
        Turn,
        verbose_name="発言",
        on_delete=models.DO_NOTHING,  # the database itself deletes it with the turn (migration 0002)
        primary_key=True,
        related_name="index",
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
        verbose_name = verbose_name_plural = "検索の索引"
        indexes = [
            GinIndex(models.Func("segmented", "tags", function="minutes_lexemes"), name="turn_index_words"),
            models.Index("date", "meeting", name="turn_index_date"),
            models.Index("last_date", name="turn_index_last_date"),
            models.Index("meeting", name="turn_index_meeting"),
            models.Index("item", name="turn_index_item"),
            models.Index("speaker", name="turn_index_speaker"),
            models.Index("municipality", name="turn_index_municipality"),
        ]

    def __str__(self) -> str:
        return str(self.turn_id)


class WordForm(models.Model):
    """A word as some turn writes it (サーバ), and the dictionary's form of it (サーバー).

    From here a query learns which other spellings of its words are in the archive. How often is not kept.
    """

    key = models.TextField("辞書の表記", help_text="例：サーバー")
    surface = models.TextField("本文の表記", help_text="例：サーバ")

    class Meta:
        verbose_name = verbose_name_plural = "語の表記"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "surface"],
                name="word_form_known_once",
                violation_error_message="この表記はすでにあります。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surface} → {self.key}"


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
