"""The admin, with its nouns in the order in which they are registered: the order a clerk meets them in."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


class ReadingOrderAdminSite(AdminSite):
    """Django sorts by name, which for Japanese means by character code.

    It also repeats the list of all nouns beside every page; there the rows need the room.
    """

    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = self._build_app_dict(request, app_label)
        return sorted(apps.values(), key=lambda app: str(app["name"]))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The login, which may ask for more than a password."""
        answer: HttpResponse = import_string(settings.LOGIN_VIEW)(request)
        return answer


class ReadingOrderAdminConfig(AdminConfig):
    default_site = "minutes_site.admin_site.ReadingOrderAdminSite"
