"""新着メール: a reader asks for news, confirms by the link in a mail, and stops it by another."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.models import HowOften, Subscription
from meetings.web.address import absolute
from meetings.web.news.followed import Followed, followed_at
from meetings.web.news.mails import confirmation, key_in
from meetings.web.news.subscribing import TooManyAskedError, ask, confirm
from meetings.web.open_forms import OpenForm, open_form
from meetings.web.page import Crumb, Page, show

TOO_MANY = (
    "申し込みが多いため、今日はもう受け付けられません。登録されていません。明日あらためてお申し込みください。"
)
NO_MAIL = "いまメールを送れません。登録されていません。しばらくたってから、もう一度お試しください。"


class NewsForm(OpenForm):
    """Where to send news, and how often."""

    address = forms.EmailField(
        label="メールアドレス",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="確認のメールをお送りします。同じアドレスへは一日に3通までです。",
    )
    often = forms.ChoiceField(
        label="回数", choices=HowOften.choices, initial=HowOften.DAILY, widget=forms.RadioSelect
    )


@dataclass(frozen=True, kw_only=True)
class NewsPage(Page):
    """The form; or, when it was sent, that a mail is on its way."""

    followed: Followed | None
    """None where the address is of nothing that can be followed."""
    form: NewsForm
    sent: bool


@dataclass(frozen=True, kw_only=True)
class NewsLinkPage(Page):
    """Where a link of a mail leads: a button, since programs also open links; then what came of it."""

    followed_title: str
    act: str
    """confirm or stop."""
    done: bool
    is_known: bool
    """The link is ours, and what it is of is still there."""


@open_form
def ask_for_news(request: HttpRequest) -> HttpResponseBase:
    if not settings.MAIL_IS_SENT:
        raise Http404
    followed = followed_at(request.GET.get("of", ""))
    form = NewsForm(request.POST if request.method == "POST" else None)
    status = 200
    if followed and form.is_valid():
        answer = _asked(request, followed, form)
        if answer is None:
            sent = urlencode({"of": followed.path, "sent": "1"})
            return HttpResponseRedirect(f"{reverse('web:news')}?{sent}")
        status = answer
    elif form.is_bound:
        status = 400
    of = f"：{followed.title}" if followed else ""
    page = NewsPage(
        title=f"{'エラー：' if form.errors else ''}新着をメールで受け取る{of}",
        description="新しく公開された会議録や発言を、メールで知らせます。",
        path=f"{reverse('web:news')}?{urlencode({'of': followed.path})}" if followed else reverse("web:news"),
        crumbs=(Crumb("新着をメールで受け取る"),),
        followed=followed,
        form=form,
        sent="sent" in request.GET and not form.is_bound,
    )
    return show(request, "news/ask.html", page, status=status)


def _asked(request: HttpRequest, followed: Followed, form: NewsForm) -> int | None:
    """None where the mail is on its way; else the status of the answer, with what is wrong in the form."""
    try:
        subscription = ask(form.cleaned_data["address"], followed, form.cleaned_data["often"])
    except TooManyAskedError:
        form.add_error(None, TOO_MANY)
        return 429
    if subscription is None:
        return None
    try:
        confirmation(subscription, followed, lambda path: absolute(request, path)).send()
    except OSError:  # also smtplib's
        subscription.delete()
        form.add_error(None, NO_MAIL)
        return 503
    return None


@open_form
def confirm_news(request: HttpRequest, token: str) -> HttpResponse:
    key = key_in("confirm", token)
    known = Subscription.objects.waiting() | Subscription.objects.confirmed()
    subscription = known.filter(pk=key).first() if key else None
    done = request.method == "POST" and subscription is not None
    if done and subscription:
        confirm(subscription, timezone.now())
    return _link_page(request, "confirm", "新着メールを受け取る", subscription, done=done)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_news(request: HttpRequest, token: str) -> HttpResponse:
    """Also the one click of mail programs (RFC 8058), which send a POST from wherever they are. Who stops it
    a second time is told the same."""
    key = key_in("stop", token)
    subscription = Subscription.objects.filter(pk=key).first() if key else None
    done = request.method == "POST" and key is not None
    if done and subscription:
        subscription.delete()
    return _link_page(request, "stop", "新着メールをやめる", subscription, done=done)


def _link_page(
    request: HttpRequest, act: str, title: str, subscription: Subscription | None, *, done: bool
) -> HttpResponse:
    followed = followed_at(subscription.path) if subscription else None
    page = NewsLinkPage(
        title=title,
        description=f"{title}ためのページです。",
        crumbs=(Crumb(title),),
        followed_title=followed.title if followed else "",
        act=act,
        done=done,
        is_known=subscription is not None,
    )
    status = 200 if done or subscription else 404
    response = show(request, "news/link.html", page, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
