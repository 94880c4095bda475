"""Minutes of an invented council, as a clerk has them on her disk."""

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Meeting

TEXT = """令和6年度第2回潮見野市図書館協議会会議録

日時　令和6年9月10日（火）午後2時～午後3時30分
場所　潮見野市立図書館　会議室
出席者　会長　若葉薫、委員　緑川直、委員　浜口海
議題
1　開館時間について
2　その他

1　開館時間について
○会長　それでは、開館時間について事務局から説明をお願いします。
○事務局　資料1により説明します。平日の開館を1時間延ばす案です。
○緑川委員　夜間の職員はどうなりますか。増やす予定はありますか。
○事務局　2人増やします。
2　その他
○会長　ほかになければ、これで閉会します。
"""
CORRECTED = TEXT.replace("2人増やします。", "3人増やします。")


def upload(text: str = TEXT, name: str = "kyogikai.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/plain")


def only_meeting() -> Meeting:
    return Meeting.objects.get()
