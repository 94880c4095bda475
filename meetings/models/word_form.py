"""How words are written: サーバ beside サーバー."""

from __future__ import annotations

from django.db import models


class WordForm(models.Model):
    """A word as some turn writes it, and the dictionary's form of it.

    From here a query learns which other spellings of its words the archive holds. How often is not kept.
    """

    key = models.TextField("辞書の表記", help_text="例：サーバー")
    surface = models.TextField("本文の表記", help_text="例：サーバ")

    class Meta:
        verbose_name = "語の表記"
        verbose_name_plural = "語の表記"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "surface"],
                name="word_form_known_once",
                violation_error_message="この表記はすでにあります。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surface} → {self.key}"
