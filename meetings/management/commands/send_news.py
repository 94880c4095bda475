"""Send the news by e-mail; once a day, by cron or a timer."""

from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from meetings.models import NewMeeting, Subscription
from meetings.web.news.subscribing import Delivery


class Command(BaseCommand):
    help = (
        "新着メールを送ります。一日に一度、cronかタイマーで実行します。何度実行しても、同じものは送りません。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="送らずに、送る先の数だけを示します。")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        due = Subscription.objects.due(now)
        if options["dry_run"]:
            self.stdout.write(f"新着があれば送る登録は{due.count()}件です。")
            return
        if not settings.MAIL_IS_SENT:
            raise CommandError("EMAIL_URL がありません。docs/operating.md のとおりに指定してください。")
        if not settings.SITE_URL:
            raise CommandError("SITE_URL がありません。メールに書くアドレスが決まりません。")
        forgotten = Subscription.objects.forget_unconfirmed()
        NewMeeting.objects.note(now)
        with get_connection() as connection:
            delivery = Delivery(now, connection, lambda path: f"{settings.SITE_URL}{path}")
            for subscription in due.iterator():
                delivery.deliver(subscription)
        self.stdout.write(
            f"新着メールを{delivery.sent}通送りました。確認されなかった登録を{forgotten}件消しました。"
        )
        if delivery.failed:
            raise CommandError(f"{delivery.failed}通は送れませんでした。次に実行したときに、また送ります。")
