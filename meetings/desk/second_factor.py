"""The second factor (二段階認証): beside the password a code of an app, or a spare one.

django-otp keeps the keys, checks the codes, takes none twice, and makes who guesses wait longer each time.
"""

import re
import time
import unicodedata
from base64 import b32encode
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from .rights import PUBLISH

DIGITS = 6
SPARE_CODES = 10

WRONG = "コードが違います。認証アプリにいま表示されている6けたの数字か、予備のコードを入力してください。"
USED = "このコードはもう使われました。認証アプリに次のコードが表示されるまで待って、入力してください。"
WAIT = "まちがいが続いたため、{}まで待ってから、もう一度入力してください。"

_NO_PART_OF_CODES = re.compile(r"[^0-9a-z]")


class AlreadyEnrolledError(Exception):
    """The person has an app already; another takes its place only where it was given up."""


def is_wanted_of(user: Any) -> bool:
    """Whether the operator wants a code of this person, with or without an app."""
    if settings.SECOND_FACTOR == "publishers":
        return bool(user.has_perm(PUBLISH))
    return bool(settings.SECOND_FACTOR == "everybody")


def is_enrolled(user: Any) -> bool:
    """Whether the person has an app whose codes are known here."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def asks_for_code(user: Any) -> bool:
    """Whether name and password are not enough for this person."""
    return bool(settings.SECOND_FACTOR) and (is_wanted_of(user) or is_enrolled(user))


def refusal_of(user: Any, typed: str) -> str:
    """Why what was typed lets nobody in; empty where it does, and it is used up then."""
    code = _plain(typed)
    kind = TOTPDevice if _is_of_app(code) else StaticDevice
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return WRONG
        may_try, waiting = device.verify_is_allowed()
        if not may_try:
            return WAIT.format(f"{timezone.localtime(waiting['locked_until']):%H:%M:%S}")
        if device.verify_token(code):
            return ""
        return USED if kind is TOTPDevice and _fits(device, code, device.drift) else WRONG


def new_key() -> str:
    """A key for an app that somebody begins to set up."""
    return str(random_hex(20))


def enrol(user: Any, key: str, typed: str) -> list[str] | None:
    """Whoever shows a code of the key has set the app up: the spare codes, which are told this once.

    None where the code is wrong. Raises AlreadyEnrolledError where there is an app.
    """
    app, code = TOTPDevice(user=user, name="認証アプリ", key=key), _plain(typed)
    clock = _fits(app, code) if _is_of_app(code) else None
    if clock is None:
        return None
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # one of two that are sent at once
        if is_enrolled(user):
            raise AlreadyEnrolledError
        app.last_t, app.drift = clock.t(), clock.drift
        app.save()
        return new_spare_codes(user)


def new_spare_codes(user: Any) -> list[str]:
    """Codes for when the app is not at hand, each good for once; those of before end."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="予備のコード")
        codes = [StaticToken.random_token() for _ in range(SPARE_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def is_spare(typed: str) -> bool:
    """Whether what was typed is no code of the app."""
    return not _is_of_app(_plain(typed))


def spare_codes_left(user: Any) -> int:
    return int(StaticToken.objects.filter(device__user=user).count())


def forget(user: Any) -> None:
    """The person has neither app nor spare codes any more."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()


def picture_of(user: Any, key: str) -> SafeString:
    """The key as a QR code that apps read, an SVG to stand within a page."""
    address = TOTPDevice(user=user, key=key).config_url
    drawn = segno.make(address, error="m").svg_inline(dark="#000", light="#fff", border=4, omitsize=True)
    return mark_safe(drawn)  # noqa: S308 (lines and numbers alone, drawn here)


def written(key: str) -> str:
    """The key as one types it into an app: four letters at a time."""
    letters = b32encode(bytes.fromhex(key)).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _plain(typed: str) -> str:
    """What was typed without spaces and signs, in the letters that codes have."""
    return _NO_PART_OF_CODES.sub("", unicodedata.normalize("NFKC", typed).lower())


def _is_of_app(code: str) -> bool:
    """Six digits are of the app; all else is a spare code, or none."""
    return len(code) == DIGITS and code.isdigit()


def _fits(app: Any, code: str, drift: int = 0) -> TOTP | None:
    """The clock at the code's time; None where the app does not show the code about now."""
    clock = TOTP(app.bin_key, app.step, app.t0, app.digits, drift)
    clock.time = time.time()
    return clock if clock.verify(int(code), app.tolerance) else None
