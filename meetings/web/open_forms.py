"""Forms that any reader may send, without an account and without a cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.web.page import View


def open_form(view: Callable[..., HttpResponseBase]) -> View:
    """GET and HEAD show the form, POST sends it.

    No token guards it: it acts in nobody's name, and a token would need a cookie, which public pages do not
    set. What a browser sends from a page of another site is refused.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise PermissionDenied
        return view(request, **parts)

    return answer


class OpenForm(forms.Form):
    """A form with a field that people do not see and programs fill in."""

    website = forms.CharField(
        label="この欄には何も書かないでください",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("この欄は空欄のまま送ってください。")
        return ""
