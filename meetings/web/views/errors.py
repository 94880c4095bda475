"""Pages for when there is no page: wrong, former and withdrawn addresses, and failures."""

import datetime
import re
import sys
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseServerError
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from meetings.database_failures import is_failure
from meetings.models import FormerAddress
from meetings.web.page import Crumb, Page, show

_IDENTIFIER = re.compile(r"(?<=/meetings/)[0-9a-z]{21}(?=/)")
LONGEST_ADDRESS = 300
"""No address of the site is longer, and no former one."""


@dataclass(frozen=True, kw_only=True)
class ErrorPage(Page):
    """What went wrong, and what the visitor can do."""

    lead: str
    """One sentence: what happened."""
    advice: str = ""
    """One sentence: what to do now."""
    failed_at: datetime.datetime | None = None
    """When the site itself failed, for those who look for the cause."""


@dataclass(frozen=True, kw_only=True)
class GonePage(ErrorPage):
    """What was here was taken back: when and why."""

    gone_on: datetime.date | None
    reason: str
    instead: Crumb | None = None
    """Where what is left of it is."""


def _error_page(title: str, lead: str, advice: str = "", **more: Any) -> ErrorPage:
    return ErrorPage(title=title, description=lead, crumbs=(Crumb(title),), lead=lead, advice=advice, **more)


def _show_error(request: HttpRequest, status: int, title: str, lead: str, advice: str = "") -> HttpResponse:
    return show(request, "errors/error.html", _error_page(title, lead, advice), status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; for a former address or one in the wrong case, a redirect to what it means now.

    The only place that knows former addresses: every view raises Http404 for what it does not have.
    """
    is_file = "." in request.path.rpartition("/")[2]  # citation.bib
    path = request.path if is_file or request.path.endswith("/") else f"{request.path}/"
    if len(path) <= LONGEST_ADDRESS and "\0" not in path:
        if former := _former_address(path):
            return _answer_former(request, former, path)
        if (canonical := _canonical(path)) != path and _leads_somewhere(canonical):
            return HttpResponsePermanentRedirect(_with_query(canonical, request))
    return _show_error(
        request,
        404,
        "ページが見つかりません",
        "おさがしのアドレスのページはありません。",
        "アドレスに誤りがないかをお確かめいただくか、下の検索や一覧からおさがしください。",
    )


def gone(
    request: HttpRequest, what: str, gone_on: datetime.date | None, reason: str, instead: Crumb | None = None
) -> HttpResponse:
    """410: `what` (この会議録, この発言) was here and was withdrawn on that day, for that reason."""
    page = GonePage(
        title=f"{what}は取り消されました",
        description=f"{what}は公開が取り消されました。",
        crumbs=(Crumb("取り消されたページ"),),
        lead=f"このアドレスにあった{what.removeprefix('この')}は、公開が取り消されました。",
        advice="取り消された内容は表示されません。",
        gone_on=gone_on,
        reason=reason,
        instead=instead,
    )
    return show(request, "errors/410.html", page, status=410)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _show_error(
        request,
        400,
        "お送りいただいた内容を読み取れません",
        "アドレスか入力の内容に、読み取れないところがありました。",
        "お手数ですが、下の検索や一覧からあらためてお試しください。",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _show_error(
        request,
        403,
        "このページは見られません",
        "このページを見る権限がありません。",
        "職員の方は、権限のあるアカウントでログインしてからお試しください。",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _show_error(
        request,
        403,
        "送信を確認できませんでした",
        "安全のため、送信を受け付けませんでした。ページを開いてから時間がたったか、Cookieが使えない設定になっています。",
        "前のページに戻って読み込み直し、もう一度お試しください。",
    )


def too_many_logins(request: HttpRequest, *refused: Any) -> HttpResponse:
    """429: the name was tried with wrong passwords or codes too often from one place."""
    response = _show_error(
        request,
        429,
        "しばらくログインできません",
        "ログインの誤りが続いたため、このユーザー名でのログインを15分のあいだ止めています。",
        "時間をおいてからお試しください。パスワードが分からないときは、アカウントの管理者に再設定を頼んでください。",
    )
    response.headers["Retry-After"] = "900"
    return response


def search_timeout(request: HttpRequest) -> HttpResponse:
    """503: the search took the database too long and was stopped; everything else goes on."""
    response = _show_error(
        request,
        503,
        "検索に時間がかかりすぎました",
        "条件に当てはまりそうな発言が多く、決められた時間のうちに調べ終わりませんでした。",
        "言葉を足すか、期間（例：from:令和5年4月）、自治体（例：自治体:みどり市）、会議体のどれかを条件に加えると、"
        "さがせるようになります。",
    )
    response.headers["Retry-After"] = "60"
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """429: as many do the same at this moment as may. Drawn without the request."""
    return _later(
        429,
        10,
        "ただいま混み合っています",
        "アクセスが集中しているため、いまはお受けできません。",
        "10秒ほどたってから、もう一度お試しください。",
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database cannot be asked for the moment. Drawn without it, and without the request."""
    return _later(
        503,
        30,
        "ただいまご利用になれません",
        "サーバーが混み合っているか、保守のため止まっています。",
        "30秒ほどたってから、もう一度お試しください。何かを送信したところでしたら、保存されていないことがあります。",
    )


def only_reads(request: HttpRequest) -> HttpResponse:
    """503: what only the primary database can do was asked of a server that reads a copy."""
    return _later(
        503,
        30,
        "このサーバーでは受け付けられません",
        "いまお答えしているのは閲覧のためのサーバーで、ログインや送信は受け付けられません。",
        "30秒ほどたってから、もう一度お試しください。続くようであれば、サイトの管理者にお知らせください。",
    )


def too_long(request: HttpRequest) -> HttpResponse:
    """414: the address has more letters than any page of the site needs. Drawn without the request."""
    return _drawn(
        414,
        "アドレスが長すぎます",
        "アドレスが長すぎるため、読み取れませんでした。",
        "さがす言葉を短くしてください。検索で読み取る言葉は、200字までです。",
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent at once than nginx takes. Drawn without the request."""
    return _drawn(
        413,
        "一度に送る量が多すぎます",
        "一度に送られた量が多すぎて、受け取れませんでした。何も保存されていません。",
        "文書を何回かに分けて送ってください。",
    )


def _later(status: int, seconds: int, title: str, lead: str, advice: str) -> HttpResponse:
    response = _drawn(status, title, lead, advice)
    response.headers["Retry-After"] = str(seconds)
    return response


def _drawn(status: int, title: str, lead: str, advice: str) -> HttpResponse:
    """A page that asks neither the database nor the session, and that nobody keeps."""
    content = render_to_string("errors/error.html", {"page": _error_page(title, lead, advice)})
    return HttpResponse(content, status=status, headers={"Cache-Control": "no-store"})


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where it is the database that failed: drawn without the request, so that nothing here asks
    the database or the session again."""
    if is_failure(sys.exception()):
        if not connection.in_atomic_block:
            connection.close()  # the next request begins with a new one
        return unavailable(request)
    page = _error_page(
        "表示できませんでした",
        "サーバーで不具合が起き、ページを表示できませんでした。",
        "しばらくたってからお試しください。続くようであれば、問い合わせの窓口に下の時刻をお知らせください。",
        failed_at=timezone.localtime(),
    )
    return HttpResponseServerError(render_to_string("errors/error.html", {"page": page}))


def _former_address(path: str) -> FormerAddress | None:
    """What is known of this address or the nearest above it: a meeting that moved took its turns along."""
    parts = path.strip("/").split("/")
    above = ["/" + "/".join(parts[:n]) + "/" for n in range(len(parts), 0, -1)]
    known = {former.path: former for former in FormerAddress.objects.filter(path__in=above)}
    return next((known[each] for each in above if each in known), None)


def _answer_former(request: HttpRequest, former: FormerAddress, path: str) -> HttpResponse:
    if not former.moved_to:
        return gone(request, "このページ", former.changed_on, former.reason)
    target = former.moved_to + path.removeprefix(former.path)
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):  # "//elsewhere.example/"
        return _show_error(request, 404, "ページが見つかりません", "移った先が分かりません。")
    return HttpResponsePermanentRedirect(_with_query(target, request))


def _canonical(path: str) -> str:
    """The address in lower case, but the letters of a meeting's identifier in upper case."""
    return _IDENTIFIER.sub(lambda match: match.group().upper(), path.lower())


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _with_query(path: str, request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query and "?" not in path else path
