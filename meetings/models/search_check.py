"""Queries of which the staff know what they should find: whether a change of the search keeps to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .constraints import not_empty


class SearchCheck(models.Model):
    """検索の確認: a query, the turns that its answer must show early, and those that it must not.

    `manage.py judge_search` asks them all.
    """

    query = models.CharField(
        "検索語",
        max_length=200,
        unique=True,
        help_text="検索の欄に入力するとおり",
        error_messages={"unique": "この検索語の確認はすでにあります。"},
    )
    must_hit = models.TextField(
        "見つかるべき発言",
        blank=True,
        help_text="発言のページのアドレスか、会議番号/発言番号を、1行に一つずつ。検索結果の初めの10件に出るべきもの",
    )
    must_not_hit = models.TextField(
        "出てはならない発言", blank=True, help_text="同じ書き方で。初めの10件に出てはならないもの"
    )
    note = models.CharField("メモ", max_length=300, blank=True, help_text="なぜそうあるべきか")

    class Meta:
        verbose_name = verbose_name_plural = "検索の確認"
        constraints = [
            not_empty("query", "search_check_has_words", "検索語を入力してください。"),
            models.CheckConstraint(
                condition=~Q(must_hit="", must_not_hit=""),
                name="search_check_names_a_turn",
                violation_error_message="見つかるべき発言か、出てはならない発言を入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return self.query
