"""A reader asks for news, confirms by the mail, and is sent what is new since then."""

import datetime
import logging
from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from meetings.models import NewMeeting, Subscription
from meetings.search.engine import SearchTimeoutError
from meetings.web.news.followed import Followed, News, followed_at
from meetings.web.news.mails import At, news_mail

logger = logging.getLogger(__name__)

MOST_ASKED = 300
"""Mails that ask for a confirmation, within a day and to all addresses together."""
MOST_ASKED_OF_ADDRESS = 3
MOST_OF_ADDRESS = 30


class TooManyAskedError(Exception):
    """So much was asked for today that nothing more is taken."""


def ask(address: str, followed: Followed, often: str) -> Subscription | None:
    """Note that somebody wants news at that address; they are then asked there. None where this address was
    asked often enough: who typed it is not told, for it may be another's."""
    waiting = Subscription.objects.asked_today()
    Subscription.objects.forget_unconfirmed()
    if waiting.count() >= MOST_ASKED:
        raise TooManyAskedError
    if waiting.filter(address__iexact=address).count() >= MOST_ASKED_OF_ADDRESS:
        return None
    if Subscription.objects.confirmed().filter(address__iexact=address).count() >= MOST_OF_ADDRESS:
        return None
    return Subscription.objects.create(address=address, path=followed.path, often=often)


def confirm(subscription: Subscription, now: datetime.datetime) -> None:
    """The reader says yes: what is public by now is no news. Where the same is followed already, only how
    often changes."""
    with transaction.atomic():
        same = Subscription.objects.filter(address=subscription.address, path=subscription.path)
        rows = {row.pk: row for row in same.select_for_update().order_by("pk")}
        kept = next((row for row in rows.values() if row.confirmed_at), None)
        if subscription.pk not in rows or kept == subscription:
            return
        if kept:
            kept.often = subscription.often
            kept.save(update_fields=["often"])
            subscription.delete()
            return
        NewMeeting.objects.note(now)
        subscription.confirmed_at = subscription.told_until = now
        subscription.save(update_fields=["confirmed_at", "told_until"])


@dataclass(slots=True)
class Delivery:
    """One run of the news: who is told what. Nobody is sent a statement twice in it."""

    now: datetime.datetime
    connection: BaseEmailBackend
    at: At
    sent: int = 0
    failed: int = 0
    told: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By address, the paths of what it was told in this run."""

    def deliver(self, subscription: Subscription) -> None:
        """Send what is new of it, if anything is."""
        followed = followed_at(subscription.path)
        since = subscription.told_until
        if followed is None or since is None:
            return
        try:
            news = self._untold(subscription, followed.find(NewMeeting.objects.between(since, self.now)))
        except SearchTimeoutError:
            self._fail(subscription, "検索に時間がかかりすぎました")
            return
        if news.count:
            self._send(subscription, since, news_mail(subscription, followed, news, self.at))
            self.told[subscription.address.lower()].update(item.path for item in news.items)

    def _untold(self, subscription: Subscription, news: News) -> News:
        told = self.told[subscription.address.lower()]
        items = tuple(item for item in news.items if item.path not in told)
        return replace(news, items=items, count=news.count - len(news.items) + len(items))

    def _send(
        self, subscription: Subscription, since: datetime.datetime, mail: EmailMultiAlternatives
    ) -> None:
        """That it was told is noted before it is sent: a run that breaks off says nothing twice. Where the
        mail server refuses, it is told again the next time."""
        row = Subscription.objects.filter(pk=subscription.pk)
        if not row.filter(told_until=since).update(told_until=self.now):
            return  # stopped meanwhile, or another run was quicker
        mail.connection = self.connection
        try:
            mail.send()
        except OSError as error:  # also smtplib's
            row.update(told_until=since)
            self._fail(subscription, type(error).__name__)
        else:
            self.sent += 1

    def _fail(self, subscription: Subscription, why: str) -> None:
        self.failed += 1
        logger.warning("新着メール%dを送れませんでした（%s）。", subscription.pk, why)
