"""`manage.py publish_due`: publish the meetings whose set time has come. To be run by the clock."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from meetings.desk.publishing import publish_due
from meetings.models import ScheduledPublication


class Command(BaseCommand):
    help = (
        "公開の予約のうち、予定の日時になったものを公開します。数分おきに動かしてください。"
        "公開できないものがあれば理由を示し、終了コードは1です。"
    )

    def handle(self, **options: Any) -> None:
        refused = 0
        for key in list(ScheduledPublication.objects.due().values_list("pk", flat=True)):
            due = publish_due(key)
            if due is None:
                continue
            if due.refusal:
                refused += 1
                self.stderr.write(f"公開できません：{due.meeting}（{due.meeting.identifier}）。{due.refusal}")
            else:
                self.stdout.write(f"公開しました：{due.meeting}（{due.meeting.identifier}）")
        if refused:
            sys.exit(1)
