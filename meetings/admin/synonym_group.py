"""Synonyms: the words that staff have the search take for one another."""

from typing import Any

from django.contrib import messages
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import SynonymGroup
from meetings.search.synonyms import groups, groups_replaced, mistakes, words_typed

from .generics import ModelForm
from .record_admin import RecordAdmin

HOW_IT_WORKS = (
    "保存すると、すぐに検索に使います。検索した人には「次の表記も検索しています」に出て、一つずつ外せます。"
    "はじめからある組の言葉を書くと、この組がその代わりになります。"
    "「使う」を外した組の言葉は、互いに別の言葉としてさがします。"
)


class SynonymGroupForm(ModelForm[SynonymGroup]):
    """One group, its words between spaces."""

    def clean_words(self) -> str:
        words = words_typed(self.cleaned_data["words"])
        others = SynonymGroup.objects.exclude(pk=self.instance.pk)
        for sentence in mistakes(words, others):
            self.add_error("words", sentence)
        return " ".join(words)


class SynonymGroupAdmin(RecordAdmin[SynonymGroup]):
    """A group is known to every search as soon as it is saved."""

    form = SynonymGroupForm
    list_display = ["words", "direction", "is_used", "note"]
    list_filter = ["is_used", "direction"]
    search_fields = ["words", "note"]
    ordering = ["words"]
    fieldsets = [(None, {"fields": ["words", "direction", "is_used", "note"], "description": HOW_IT_WORKS})]
    change_list_template = "admin/meetings/synonym_groups.html"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "words":
            kwargs["widget"] = Textarea(attrs={"rows": 4, "cols": 60})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Below the staff's own groups those that come with the software, each with a way to change it."""
        kept = {
            word for words in SynonymGroup.objects.values_list("words", flat=True) for word in words.split()
        }
        replaced = groups_replaced(kept)
        shipped = [
            ("・".join(group), new_group_path(group) if self.has_add_permission(request) else "")
            for group in groups()
            if group not in replaced
        ]
        return super().changelist_view(request, {"shipped": shipped})

    def save_model(self, request: HttpRequest, obj: SynonymGroup, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for group in groups_replaced(obj.each):
            messages.info(request, f"はじめからある組「{'・'.join(group)}」の代わりに、この組を使います。")

    def view_on_site(self, obj: SynonymGroup) -> str:
        """The search for its first word."""
        return f"{reverse('web:search')}?{urlencode({'q': obj.each[0]})}"


def new_group_path(words: Any, note: str = "") -> str:
    """The form for a new group with these words filled in."""
    filled = {"words": " ".join(words)} | ({"note": note} if note else {})
    return f"{reverse('admin:meetings_synonymgroup_add')}?{urlencode(filled)}"
