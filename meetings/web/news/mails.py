"""The two mails of the news: one that asks whether the address is right, and one with what is new."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.models import Subscription
from meetings.web.news.followed import Followed, News, NewsItem

_SIGNERS = {"confirm": Signer(salt="news.confirm"), "stop": Signer(salt="news.stop")}
_LONGEST_TITLE = 60
At = Callable[[str], str]
"""A path as the reader of a mail must have it: with the site's name in front."""


def link_to(act: str, subscription: Subscription) -> str:
    """The path by which whoever has the mail can confirm the subscription, or stop it."""
    return reverse(f"web:news_{act}", args=[_SIGNERS[act].sign(str(subscription.pk))])


def key_in(act: str, token: str) -> int | None:
    """The key of the subscription for which the link was made; None where we have not made it."""
    try:
        return int(_SIGNERS[act].unsign(token))
    except (BadSignature, ValueError):
        return None


def confirmation(subscription: Subscription, followed: Followed, at: At) -> EmailMultiAlternatives:
    """Asks whoever has the address whether mail is wanted: anybody may have typed it."""
    title = followed.title if len(followed.title) <= _LONGEST_TITLE else f"{followed.title[:_LONGEST_TITLE]}…"
    context = {
        "site": settings.SITE_NAME,
        "title": title,
        "often": subscription.get_often_display(),
        "confirm": at(link_to("confirm", subscription)),
    }
    text = "\n".join(
        [
            f"{settings.SITE_NAME}の新着メールの申し込みを受け付けました。",
            "",
            f"知らせること　{title}",
            f"回数　　　　　{context['often']}（新着があるときだけ）",
            "",
            "まだ登録されていません。次のアドレスを開き、「受け取る」を押すと始まります。",
            context["confirm"],
            "",
            "心当たりがないときは、何もしないでください。アドレスは3日で消えます。",
            "",
        ]
    )
    return _mail(subscription, "新着メールの確認", text, "mail/confirmation.html", context)


def news_mail(subscription: Subscription, followed: Followed, news: News, at: At) -> EmailMultiAlternatives:
    """What is new, with a way to stop it in each mail."""
    stop = at(link_to("stop", subscription))
    items = [(item, at(item.path)) for item in news.items]
    context = {
        "site": settings.SITE_NAME,
        "title": followed.title,
        "page": at(followed.path),
        "items": items,
        "count": news.count,
        "more": news.count - len(items),
        "stop": stop,
    }
    rest = [f"ほか{context['more']}件", ""] if context["more"] else []
    text = "\n".join(
        [
            f"{followed.title}　新着{news.count}件",
            "",
            *(line for item, address in items for line in _lines(item, address)),
            *rest,
            "サイトで見る",
            str(context["page"]),
            "",
            "このメールをやめる（アドレスも消えます）",
            stop,
            "",
        ]
    )
    mail = _mail(subscription, f"新着{news.count}件　{followed.title}", text, "mail/news.html", context)
    mail.extra_headers |= {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mail


def _lines(item: NewsItem, address: str) -> list[str]:
    words = "".join(piece.text for piece in item.pieces)
    return [line for line in (f"■ {item.title}", item.where, words, address) if line] + [""]


def _mail(
    subscription: Subscription, subject: str, text: str, template: str, context: Mapping[str, object]
) -> EmailMultiAlternatives:
    head = f"［{settings.SITE_NAME}］{subject}"
    mail = EmailMultiAlternatives(
        subject="".join(letter for letter in head if letter.isprintable() or letter == "　")[:100],
        body=text,
        to=[subscription.address],
        headers={"Auto-Submitted": "auto-generated", "Precedence": "bulk"},
    )
    mail.attach_alternative(render_to_string(template, dict(context)).lstrip(), "text/html")
    return mail
