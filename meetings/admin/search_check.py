"""Search checks: which turns a query must show early, and which it must not."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import SearchCheck, TurnIndex
from meetings.search.judged import JudgedListError, turns_named

from .generics import ModelForm
from .record_admin import RecordAdmin

HOW_IT_WORKS = (
    "検索のしくみや同義語を変える前と後に、コマンド judge_search で、すべての確認を一度に行います。"
    "発言のページのアドレスは、ブラウザーからそのまま貼り付けられます。"
)


class SearchCheckForm(ModelForm[SearchCheck]):
    """One query with its turns, which are kept as 会議番号/発言番号."""

    def clean_must_hit(self) -> str:
        return _turns(self.cleaned_data["must_hit"])

    def clean_must_not_hit(self) -> str:
        return _turns(self.cleaned_data["must_not_hit"])

    def clean(self) -> Any:
        cleaned = super().clean()
        wanted, unwanted = (self.cleaned_data.get(name, "").split() for name in ("must_hit", "must_not_hit"))
        if both := set(wanted) & set(unwanted):
            self.add_error("must_not_hit", f"「{min(both)}」は、見つかるべき発言にもあります。")
        return cleaned


def _turns(typed: str) -> str:
    """The turns, one a line; each must be one that visitors may see."""
    try:
        turns = turns_named(typed)
    except JudgedListError as error:
        raise ValidationError(str(error)) from error
    for turn in turns:
        public = TurnIndex.objects.filter(meeting__identifier=turn.meeting, turn__number=turn.number)
        if not public.exists():
            raise ValidationError(f"「{turn}」は、公開している発言ではありません。")
    return "\n".join(map(str, turns))


class SearchCheckAdmin(RecordAdmin[SearchCheck]):
    """The list that `manage.py judge_search` asks."""

    form = SearchCheckForm
    list_display = ["query", "must_hit", "must_not_hit", "note"]
    search_fields = ["query", "note"]
    ordering = ["query"]
    fieldsets = [
        (None, {"fields": ["query", "must_hit", "must_not_hit", "note"], "description": HOW_IT_WORKS})
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The query of a link that leads here."""
        return {"query": request.GET.get("query", "")[:200]}

    def view_on_site(self, obj: SearchCheck) -> str:
        """The search itself."""
        return f"{reverse('web:search')}?{urlencode({'q': obj.query})}"
