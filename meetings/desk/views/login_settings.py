"""One's own login: an app for codes is set up and given up, and an account of the office is joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meetings.desk.access import note
from meetings.desk.half_login import HalfLogin, half_login, log_in_wholly
from meetings.desk.second_factor import (
    AlreadyEnrolledError,
    enrol,
    forget,
    is_enrolled,
    is_wanted_of,
    new_key,
    new_spare_codes,
    picture_of,
    refusal_of,
    spare_codes_left,
    written,
)
from meetings.web.page import Crumb, Page, show

from .login import CodeForm

KEY = "second_factor_key"
"""What the session remembers of an app that is being set up."""
WRONG_AT_FIRST = (
    "コードが違います。アプリに表示されている6けたの数字を入力してください。"
    "合わないときは、スマートフォンの時刻が正しいかを確かめてください。"
)


@dataclass(frozen=True, kw_only=True)
class AppPage(Page):
    """An app is set up: its key, as a picture and in letters."""

    form: CodeForm
    picture: SafeString
    key: str
    is_wanted: bool
    """There is no way on without it."""


@dataclass(frozen=True, kw_only=True)
class SpareCodesPage(Page):
    """The spare codes, which are shown this once."""

    codes: Sequence[str]
    way_on: str


@dataclass(frozen=True, kw_only=True)
class SettingsPage(Page):
    """How one logs in."""

    form: CodeForm
    has_second_factor: bool
    """The site has it at all."""
    is_enrolled: bool
    is_wanted: bool
    spare_codes: int
    office: str
    """What the site calls accounts of the office; empty where it has none."""
    office_accounts: int


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def login_app(request: HttpRequest) -> HttpResponseBase:
    """An app is set up, by who wants to, or by who has shown the password and has to."""
    if not settings.SECOND_FACTOR:
        raise Http404
    half = half_login(request) or _whole_login(request)
    if half is None:
        return redirect_to_login(request.get_full_path(), "admin:login")
    if is_enrolled(half.user):
        return redirect("desk:login_settings" if request.user == half.user else "desk:login_code")
    form = CodeForm(request.POST or None)
    form.fields["code"].help_text = "認証アプリに表示されている6けたの数字。"
    key = request.session.setdefault(KEY, new_key())
    if request.method == "POST" and form.is_valid():
        try:
            codes = enrol(half.user, key, form.cleaned_data["code"])
        except AlreadyEnrolledError:
            return redirect(request.path)
        if codes is not None:
            return _is_set_up(request, half, codes)
        form.add_error("code", WRONG_AT_FIRST)
    page = AppPage(
        title="二段階認証を始める",
        description="認証アプリを登録します。",
        crumbs=(Crumb("二段階認証を始める"),),
        form=form,
        picture=picture_of(half.user, key),
        key=written(key),
        is_wanted=is_wanted_of(half.user),
    )
    return show(request, "desk/login_app.html", page, 400 if form.errors else 200)


def _whole_login(request: HttpRequest) -> HalfLogin | None:
    """Who is logged in already, and comes back to the settings."""
    if not request.user.is_authenticated:
        return None
    return HalfLogin(request.user, reverse("desk:login_settings"))


def _is_set_up(request: HttpRequest, half: HalfLogin, codes: Sequence[str]) -> HttpResponse:
    del request.session[KEY]
    if request.user != half.user:
        log_in_wholly(request, half)
    note(request, half.user, "二段階認証を始めた")
    return _show_spare_codes(request, codes, half.path)


def _show_spare_codes(request: HttpRequest, codes: Sequence[str], way_on: str) -> HttpResponse:
    page = SpareCodesPage(
        title="予備のコード",
        description="認証アプリが使えないときのコードです。",
        crumbs=(Crumb("予備のコード"),),
        codes=codes,
        way_on=way_on,
    )
    return show(request, "desk/spare_codes.html", page)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def login_settings(request: HttpRequest) -> HttpResponseBase:
    """What one has set up. New spare codes, and giving the app up, want a code."""
    if not (settings.SECOND_FACTOR or settings.OIDC_ISSUER):
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), "admin:login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and settings.SECOND_FACTOR and form.is_valid():
        refusal = refusal_of(request.user, form.cleaned_data["code"])
        if not refusal:
            return _do(request)
        form.add_error("code", refusal)
    user = request.user
    page = SettingsPage(
        title="ログインの設定",
        description="ログインのしかたを決めます。",
        crumbs=(Crumb("職員のページ", reverse("desk:start")), Crumb("ログインの設定")),
        form=form,
        has_second_factor=bool(settings.SECOND_FACTOR),
        is_enrolled=is_enrolled(user),
        is_wanted=is_wanted_of(user),
        spare_codes=spare_codes_left(user),
        office=settings.OIDC_NAME if settings.OIDC_ISSUER and not user.is_superuser else "",
        office_accounts=user.office_accounts.filter(issuer=settings.OIDC_ISSUER).count(),
    )
    return show(request, "desk/login_settings.html", page, 400 if form.errors else 200)


def _do(request: HttpRequest) -> HttpResponseBase:
    """What the button says, for somebody who has shown a code."""
    user: Any = request.user
    if request.POST.get("act") == "codes":
        note(request, user, "予備のコードを作り直した")
        return _show_spare_codes(request, new_spare_codes(user), reverse("desk:login_settings"))
    if request.POST.get("act") == "stop" and not is_wanted_of(user):
        forget(user)
        note(request, user, "二段階認証をやめた")
        messages.success(request, "二段階認証をやめました。次からは、パスワードだけでログインします。")
    return redirect("desk:login_settings")
