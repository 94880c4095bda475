"""Groups of words that mean the same to a search, as the staff keep them: 空家 and 空き家."""

from __future__ import annotations

from django.db import models

from .constraints import not_empty, one_of


class SynonymDirection(models.TextChoices):
    """From which of the words the others are found."""

    BOTH = "both", "どの言葉からも"
    FIRST = "first", "最初の言葉からだけ"


class SynonymGroup(models.Model):
    """同義語: words that a search takes for one another, beside those that come with the software.

    A group takes the place of each shipped one that has a word of it, so that those can be changed too; one
    that is not in use then says that its words are no synonyms.
    """

    words = models.CharField(
        "言葉",
        max_length=400,
        unique=True,
        help_text="同じ意味の言葉を二つ以上、空白か改行で区切って書きます。例：空き家　空家　あき家",
        error_messages={"unique": "この組はすでにあります。"},
    )
    direction = models.CharField(
        "広げ方",
        max_length=5,
        choices=SynonymDirection,
        default=SynonymDirection.BOTH,
        help_text="どの言葉でさがしたとき、ほかの言葉も見つけますか。意味の広い言葉と狭い言葉（公共交通とバス）は、広い言葉を最初に書いて「最初の言葉からだけ」を選びます。",
    )
    is_used = models.BooleanField(
        "使う", default=True, help_text="外すと、この組の言葉は互いに別の言葉としてさがします。"
    )
    note = models.CharField(
        "出どころ・メモ", max_length=300, blank=True, help_text="なぜ加えたか。公開ページには出ません。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "同義語"
        constraints = [
            not_empty("words", "synonym_group_has_words", "言葉を入力してください。"),
            one_of("direction", SynonymDirection, "synonym_group_direction_known"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def each(self) -> tuple[str, ...]:
        """Its words, as they are written."""
        return tuple(self.words.split())
