"""Guide pages: what the staff write about the site in their own words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from meetings.models import GuidePage, GuideTopic
from meetings.web.guide_text import BLANK, draft
from meetings.web.views import pages

from .record_admin import RecordAdmin

HOW_TO_WRITE = (
    "見出しは「## 」、その下の見出しは「### 」、箇条書きは「- 」で始めます。段落の間は1行空けます。"
    "強調は **言葉**、リンクは [言葉](/contact/) と書きます。HTMLと画像は使えません。"
    f"{BLANK} と書いたところは、まだ決まっていないところとして目立つように示されます。"
    "このページを削除すると、最初の文（ひな型）に戻ります。"
)


def unwritten() -> list[GuideTopic]:
    """The pages that still show the draft that comes with the software."""
    written = set(GuidePage.objects.values_list("topic", flat=True))
    return [topic for topic in GuideTopic if topic.value not in written]


class GuidePageAdmin(RecordAdmin[GuidePage]):
    """One row a page. A new one begins with the draft that is shown until then."""

    list_display = ["topic", "updated_at"]
    ordering = ["topic"]
    fieldsets = [(None, {"fields": ["topic", "text"], "description": HOW_TO_WRITE})]
    change_form_template = "admin/meetings/guide_page.html"

    def get_readonly_fields(self, request: HttpRequest, obj: GuidePage | None = None) -> list[Any]:
        return ["topic"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        topic = _topic(request.GET.get("topic", ""))
        return {"topic": topic.value, "text": draft(topic)} if topic else {}

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The page is chosen by its link, which also fills in the draft."""
        topic = _topic(request.GET.get("topic", ""))
        if db_field.name == "topic" and topic:
            kwargs["choices"] = [(topic.value, topic.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and bool(unwritten())

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        topic = _topic(request.GET.get("topic", ""))
        left = unwritten()
        if topic not in left:
            if topic:
                messages.warning(request, f"「{topic.label}」はすでにあります。")
                return HttpResponseRedirect(reverse("admin:meetings_guidepage_changelist"))
            return HttpResponseRedirect(f"{request.path}?topic={left[0].value}")
        others = [each for each in left if each is not topic]
        return super().add_view(request, form_url, {"preview_path": _preview_path(topic), "others": others})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        written = self.get_object(request, object_id)
        context = {"preview_path": _preview_path(written.topic)} if written else {}
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        return [
            path("preview/<slug:topic>/", preview, name="meetings_guidepage_preview"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, topic: str) -> HttpResponse:
        """The page with what is typed, before it is saved."""
        if not (super().has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        chosen = _topic(topic)
        if chosen is None:
            raise Http404
        return pages.preview(request, chosen, request.POST.get("text", ""))

    def view_on_site(self, obj: GuidePage) -> str:
        return obj.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: GuidePage, form: Any, change: bool) -> None:
        obj.updated_at = timezone.now()
        super().save_model(request, obj, form, change)


def _topic(value: str) -> GuideTopic | None:
    return GuideTopic(value) if value in GuideTopic.values else None


def _preview_path(topic: str) -> str:
    return reverse("admin:meetings_guidepage_preview", args=[str(topic)])
