"""Every noun of the admin, and a row of each."""

import datetime

from django.contrib import admin
from django.utils import timezone

from meetings.models import (
    Correction,
    FormerAddress,
    GuidePage,
    GuideTopic,
    Meeting,
    Purge,
    SearchCheck,
    SearchRecord,
    SpeakerName,
    Subscription,
    SynonymGroup,
    UnrecordedMeeting,
    Version,
)
from tests import factories

ADMINS = {
    str(model._meta.model_name): model_admin
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label == "meetings"
}
NOUNS = list(ADMINS)


def make_one_of_everything(n: int) -> Meeting:
    """A row or more of every noun; every text that is searched says which `n` it is of."""
    town = factories.municipality(f"町{n}市", kana=f"まち{n}し", prefecture=f"みのり{n}県")
    body = factories.body(f"会議体{n}", town, kana=f"かいぎたい{n}")
    address = f"https://example.jp/{n}.txt"
    document = factories.source(f"原本{n}.txt", f"原本{n}".encode(), source_url=address)
    meeting = factories.meeting(body, source=document, title=f"会議{n}")
    UnrecordedMeeting.objects.create(body=body, number=n, reason=f"作成中{n}")
    Correction.objects.create(meeting=meeting, document=f"訂正{n}.txt")
    item = factories.item(meeting, f"議題{n}", number=f"日程{n}")
    factories.item(meeting, "(1)", parent=item)
    factories.thread(item, title=f"つながり{n}", about=f"説明{n}")
    factories.thread(item, title=f"提案{n}", standing="proposed")
    factories.membership(body, f"委員{n}", f"役職{n}", affiliation=f"所属{n}", kana=f"イイン{n}")
    factories.attendance(meeting, f"出席{n}", name=f"氏名{n}", role=f"役職{n}")
    factories.material_file(factories.material(meeting, f"資料{n}", number=f"番号{n}"), f"中身{n}")
    speaker = factories.speaker(f"会長{n}", "office", body=body, kana=f"かいちょう{n}")
    SpeakerName.objects.create(speaker=speaker, body=body, name=f"曾長{n}")
    factories.speaker("委員", "anonymous", meeting=meeting)
    for _ in range(3):
        factories.turn(meeting, f"発言{n}", item=item, speaker=speaker, label=f"表示{n}", municipality=town)
    day = datetime.date(2024, 4, n)
    FormerAddress.objects.create(path=f"/x{n}/", moved_to=f"/y{n}/", changed_on=day)
    FormerAddress.objects.create(path=f"/z{n}/", reason=f"取消{n}", changed_on=day)
    if n <= len(GuideTopic):
        GuidePage.objects.create(topic=GuideTopic.values[n - 1], text="文")
    Version.objects.create(noun="turn", row=n, deleted=False, actor=f"職員{n}", reason=f"理由{n}")
    SynonymGroup.objects.create(words=f"言葉{n} 語{n}", note=f"出どころ{n}")
    today = timezone.localdate()
    SearchRecord.objects.create(text=f"語{n}", then=f"言葉{n}", days=3, first_day=today, last_day=today)
    SearchCheck.objects.create(query=f"確認{n}", must_hit=f"{meeting.identifier}/1", note=f"理由{n}")
    Subscription.objects.create(address=f"reader{n}@example.jp", path=f"/search/?q=言葉{n}", often="daily")
    Purge.objects.create(identifier=meeting.identifier, actor=f"職員{n}", reason=f"裁判所の決定{n}", places=1)
    return meeting
