"""An address of one of our pages, or a 会議番号, in the box: the reader is taken there."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from meetings.models import Meeting
from meetings.web.filters import FORMS
from meetings.web.staff_reading import reader_of

_ADDRESS = re.compile(
    r"(?:(?:https?://)?(?P<host>[a-z0-9.-]+(?::[0-9]{1,5})?))?(?P<path>/[^\s?#]*)(?P<rest>[?#]\S*)?",
    re.IGNORECASE,
)
_TURN = re.compile(rf"(?P<meeting>{FORMS['identifier']})(?:/(?P<number>[1-9][0-9]{{0,8}}))?")
"""As the table of hits and the list of checks name a turn."""


def page_pasted(request: HttpRequest) -> str | None:
    """The path of the page whose address is all that was typed; None where it is no such address.

    A meeting and its turns are known by 会議番号 whatever the host: the site may have several names. Other
    pages count where the host is this one, or none is given.
    """
    typed = request.GET.get("q", "").strip()
    if named := _TURN.fullmatch(typed):
        path, host, rest = f"/meetings/{named['meeting']}/", "", ""
        path += f"{named['number']}/" if named["number"] else ""
    elif found := _ADDRESS.fullmatch(typed):
        path, host, rest = found["path"].rstrip("/") + "/", found["host"] or "", found["rest"] or ""
    else:
        return None
    return f"{path}{rest}" if _is_page(request, path, host) else None


def _is_page(request: HttpRequest, path: str, host: str) -> bool:
    try:
        page = resolve(path)
    except Resolver404:
        return False
    if page.app_name != "web":
        return False
    if identifier := page.kwargs.get("identifier"):
        return Meeting.objects.at_address(identifier, reader_of(request)) is not None
    ours = {"", request.get_host().lower(), urlsplit(settings.SITE_URL).netloc.lower()}
    return host.lower() in ours and (bool(page.kwargs) or page.url_name == "search")
