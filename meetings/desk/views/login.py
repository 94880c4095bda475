"""How the staff log in: name and password, a code beside them, or an account of the office."""

from dataclasses import dataclass
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView, RedirectURLMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from meetings.desk.half_login import finish, half_login, let_in
from meetings.desk.office_accounts import account_for, join, name_of, owner_of, subject_of
from meetings.desk.office_provider import OfficeRefusalError, claims_of, way_there
from meetings.desk.second_factor import is_enrolled, is_spare, refusal_of, spare_codes_left
from meetings.web.page import Crumb, Page, show
from meetings.web.views.errors import too_many_logins

TOO_LATE = "ログインを始めてから時間がたちました。もう一度、ユーザー名とパスワードから入力してください。"
OFFICE_PATH, OFFICE_ACCOUNT = "office_path", "office_account"
"""What the session remembers: where somebody goes after the provider, and what account is to be joined."""


class CodeForm(forms.Form):
    """A code of the app, or a spare one."""

    code = forms.CharField(
        label="確認コード",
        max_length=40,
        help_text="認証アプリに表示されている6けたの数字。アプリが使えないときは、予備のコードを入力します。",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


@dataclass(frozen=True, kw_only=True)
class CodePage(Page):
    """The code is asked for, after the password."""

    form: CodeForm


@dataclass(frozen=True, kw_only=True)
class JoinPage(Page):
    """Whether an account of the office is to be one's own."""

    office: str
    name: str
    """What the person is called there."""


class DeskLoginView(LoginView):
    """Name and password. What comes then is said in one place (`let_in`)."""

    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm

    def form_valid(self, form: Any) -> HttpResponse:
        answer: Any = let_in(self.request, form.get_user(), self.get_success_url())
        return answer  # type: ignore[no-any-return]

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the admin's own login tells its template, and the way to the office's accounts."""
        return {
            **super().get_context_data(**kwargs),
            **admin.site.each_context(self.request),
            "title": "ログイン",
            "app_path": self.request.get_full_path(),
            "username": self.request.user.get_username(),
            REDIRECT_FIELD_NAME: self.get_success_url(),
            "office": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        }


@never_cache
def log_in(request: HttpRequest) -> HttpResponseBase:
    """The page of the login; who is in already goes on."""
    if request.method == "GET" and admin.site.has_permission(request):
        return redirect("admin:index")
    return DeskLoginView.as_view()(request)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def login_code(request: HttpRequest) -> HttpResponseBase:
    """The code that follows the password. Wrong ones count as wrong passwords do."""
    if not settings.SECOND_FACTOR:
        raise Http404
    half = half_login(request)
    if half is None or not is_enrolled(half.user):
        messages.error(request, TOO_LATE)
        return redirect("admin:login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who = {"username": half.user.get_username()}
        if not AxesProxyHandler.is_allowed(request, who):
            return too_many_logins(request)
        refusal = refusal_of(half.user, form.cleaned_data["code"])
        if not refusal:
            answer = finish(request, half)
            if is_spare(form.cleaned_data["code"]):
                left = spare_codes_left(half.user)
                messages.warning(request, f"予備のコードを1つ使いました。残りは{left}個です。")
            return answer
        user_login_failed.send(sender=__name__, credentials=who, request=request)
        form.add_error("code", refusal)
    page = CodePage(
        title="確認コード",
        description="ログインの確認コードを入力します。",
        crumbs=(Crumb("確認コード"),),
        form=form,
    )
    return show(request, "desk/login_code.html", page, 400 if form.errors else 200)


def _of_office() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404


@never_cache
@require_safe
def office_login(request: HttpRequest) -> HttpResponseBase:
    """To the office's provider, and from there to where one was going."""
    _of_office()
    try:
        answer = way_there(request)
    except OfficeRefusalError as refusal:
        return _refused(request, refusal)
    asked = RedirectURLMixin()
    asked.request = request  # type: ignore[attr-defined]
    request.session[OFFICE_PATH] = asked.get_redirect_url() or reverse("admin:index")
    return answer


@never_cache
@require_safe
def office_back(request: HttpRequest) -> HttpResponseBase:
    """Whoever comes back from the provider is let in, or told why not; who is in may join the account."""
    _of_office()
    path = request.session.pop(OFFICE_PATH, "") or reverse("admin:index")
    try:
        claims = claims_of(request)
        if request.user.is_authenticated and owner_of(subject_of(claims)) != request.user:
            request.session[OFFICE_ACCOUNT] = {"subject": subject_of(claims), "name": name_of(claims)}
            return redirect("desk:office_join")
        user = account_for(claims)
    except OfficeRefusalError as refusal:
        return _refused(request, refusal)
    return let_in(request, user, path)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def office_join(request: HttpRequest) -> HttpResponseBase:
    """Somebody who is logged in says that an account of the office is her own, too."""
    _of_office()
    waiting = request.session.get(OFFICE_ACCOUNT)
    if not request.user.is_authenticated or not waiting:
        return redirect("desk:login_settings" if request.user.is_authenticated else "admin:login")
    if request.method == "POST":
        del request.session[OFFICE_ACCOUNT]
        try:
            join(request.user, waiting["subject"])
        except OfficeRefusalError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"次からは、{settings.OIDC_NAME}でもログインできます。")
        return redirect("desk:login_settings")
    page = JoinPage(
        title=f"{settings.OIDC_NAME}を結び付ける",
        description="役所のアカウントを、このサイトのアカウントに結び付けます。",
        crumbs=(Crumb("職員のページ", reverse("desk:start")), Crumb("結び付ける")),
        office=settings.OIDC_NAME,
        name=waiting["name"],
    )
    return show(request, "desk/office_join.html", page)


def _refused(request: HttpRequest, refusal: OfficeRefusalError) -> HttpResponseBase:
    messages.error(request, str(refusal))
    return redirect("desk:login_settings" if request.user.is_authenticated else "admin:login")
