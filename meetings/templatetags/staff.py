"""Ways from a public page to where its record is corrected, for those who may."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.template import Context
from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import Body, Meeting, Turn
from meetings.models.assignment import Scope

register = template.Library()


@dataclass(frozen=True, slots=True)
class StaffLink:
    """One way, and what is done at its end."""

    title: str
    path: str


@register.inclusion_tag("components/_staff_links.html", takes_context=True)
def staff_links(context: Context, record: Model) -> dict[str, Any]:
    """Of visitors nobody asks who they are: their sessions are not read, and their pages are all alike."""
    request = context["request"]
    is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
    return {"links": [] if is_visitor else links_to(record, request.user)}


def links_to(record: Model, user: Any) -> list[StaffLink]:
    """The ways that are open to the user."""
    if not (user.is_authenticated and Scope.of(user).holds(record)):
        return []
    noun = record._meta.model_name
    links = []
    if user.is_staff and user.has_perm(f"meetings.change_{noun}"):
        title = f"この{record._meta.verbose_name}を直す"
        back = "?back=desk" if isinstance(record, Turn) else ""
        links.append(StaffLink(title, reverse(f"admin:meetings_{noun}_change", args=[record.pk]) + back))
    if isinstance(record, Body) and user.is_staff and user.has_perm("meetings.add_meeting"):
        path = f"{reverse('admin:meetings_meeting_add')}?{urlencode({'body': record.pk})}"
        links.append(StaffLink("この会議体の会議を追加する", path))
    if user.has_perm("meetings.change_turn"):
        if isinstance(record, Meeting):
            links.append(StaffLink("原本と並べて直す", reverse("desk:check", args=[record.identifier])))
        if isinstance(record, Turn):
            place = [record.meeting.identifier, record.number]
            links.append(StaffLink("区切りを直す", reverse("desk:turn", args=place)))
    return links


@register.inclusion_tag("desk/_login_settings.html")
def login_settings_link() -> dict[str, Any]:
    """The way to how one logs in, where the site leaves a choice."""
    return {"has_choice": bool(settings.SECOND_FACTOR or settings.OIDC_ISSUER)}
