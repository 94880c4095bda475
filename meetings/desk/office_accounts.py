"""Who an account of the office (役所のアカウント) is here, and what that person may do.

The provider says who it is; who comes in is decided here. Nobody becomes a superuser by it, and no account of
here is given to somebody for an address that the provider has not confirmed.
"""

import re
import unicodedata
from collections.abc import Mapping
from itertools import count
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction

from meetings.models import OfficeAccount

from .office_provider import OfficeRefusalError

NOT_ALLOWED = (
    "{}は確かめられましたが、このサイトを使うことが許されていません。サイトの管理者にお知らせください。"
)
STOPPED = "このサイトでのあなたのアカウントは、止められています。サイトの管理者にお知らせください。"
SUPERUSER = "すべての権限を持つ人は、{}ではログインできません。ユーザー名とパスワードでログインしてください。"
OF_ANOTHER = "その{}では、すでにほかの人がログインしています。"
AGAIN = "{}でのログインが重なりました。もう一度お試しください。"
NAMELESS = "{}の認証サーバーから、だれであるかの答えがありません。サイトの管理者にお知らせください。"

LONGEST_SUBJECT = 255
LONGEST_NAME = 140
_NO_PART_OF_USERNAMES = re.compile(r"[^\w.@+-]+")

Claims = Mapping[str, Any]
"""What the provider says of a person: OpenID Connect's names, and values of any kind."""


def account_for(claims: Claims) -> User:
    """The user who comes in with these claims, in the groups that they name. Raises OfficeRefusalError."""
    subject, groups = subject_of(claims), _groups_of(claims)
    known = owner_of(subject)
    if known:
        _put_into(known, groups)
    if settings.OIDC_GROUPS and not groups:
        raise OfficeRefusalError(NOT_ALLOWED)
    try:
        with transaction.atomic():
            user = known or _of_confirmed_address(claims) or _new_user(claims)
            _require_a_clerk(user)
            if not known:
                OfficeAccount.objects.create(user=user, issuer=settings.OIDC_ISSUER, subject=subject)
                _put_into(user, groups)
    except IntegrityError as error:  # by two windows at once
        raise OfficeRefusalError(AGAIN) from error
    return user


def join(user: User, subject: str) -> None:
    """The user, who is logged in, comes in with that account as well from now on."""
    _require_a_clerk(user)
    account, _ = OfficeAccount.objects.get_or_create(
        issuer=settings.OIDC_ISSUER, subject=subject, defaults={"user": user}
    )
    if account.user_id != user.pk:
        raise OfficeRefusalError(OF_ANOTHER)


def owner_of(subject: str) -> User | None:
    """The user whose account that is; None where nobody has come in with it."""
    known = OfficeAccount.objects.select_related("user").filter(issuer=settings.OIDC_ISSUER, subject=subject)
    return next((account.user for account in known), None)


def subject_of(claims: Claims) -> str:
    """By what the provider knows the person, for ever."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or "\0" in subject:
        raise OfficeRefusalError(NAMELESS)
    return subject


def name_of(claims: Claims) -> str:
    """What the person is called there."""
    return next(filter(None, (_text(claims, each) for each in ("preferred_username", "email", "name"))), "")


def _require_a_clerk(user: User) -> None:
    if user.is_superuser:
        raise OfficeRefusalError(SUPERUSER)
    if not (user.is_active and user.is_staff):
        raise OfficeRefusalError(STOPPED)


def _of_confirmed_address(claims: Claims) -> User | None:
    """The one clerk with the e-mail address that the provider has confirmed. Addresses go to others with the
    post: who has come in with an account of the office already is not taken for a second one."""
    address = _confirmed_address(claims)
    if not address:
        return None
    alike = User.objects.filter(email__iexact=address)
    found = list(alike[:2])
    if len(found) != 1 or found[0].is_superuser or not found[0].is_active:
        return None
    return None if found[0].office_accounts.filter(issuer=settings.OIDC_ISSUER).exists() else found[0]


def _new_user(claims: Claims) -> User:
    """A member of staff, without a password. None is made where no groups are named to be let in."""
    if not settings.OIDC_GROUPS:
        raise OfficeRefusalError(NOT_ALLOWED)
    return User.objects.create_user(
        _free_username(name_of(claims)),
        email=_confirmed_address(claims),
        first_name=_text(claims, "given_name"),
        last_name=_text(claims, "family_name") or _text(claims, "name"),
        is_staff=True,
    )


def _free_username(wanted: str) -> str:
    """The name, or one that begins so, which nobody has in any letter case."""
    name = _NO_PART_OF_USERNAMES.sub("", unicodedata.normalize("NFKC", wanted))[:LONGEST_NAME] or "staff"
    taken = {each.lower() for each in _usernames_like(name)}
    names = (name if n == 1 else f"{name}-{n}" for n in count(1))
    return next(each for each in names if each.lower() not in taken)


def _usernames_like(name: str) -> list[str]:
    return list(User.objects.filter(username__istartswith=name).values_list("username", flat=True))


def _groups_of(claims: Claims) -> set[str]:
    """The groups here that the person's groups there mean."""
    theirs = _values(claims, settings.OIDC_GROUPS_CLAIM)
    return {ours for name, ours in settings.OIDC_GROUPS if name in theirs}


def _values(claims: Claims, path: str) -> set[str]:
    """The words of a claim; realm_access.roles is the roles within realm_access."""
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    every = found if isinstance(found, list) else [found]
    return {one for one in every if isinstance(one, str)}


def _put_into(user: User, names: set[str]) -> None:
    """Of the groups that the provider decides about the person has these and no others."""
    decided = {ours for _, ours in settings.OIDC_GROUPS}
    user.groups.remove(*Group.objects.filter(name__in=decided - names))
    user.groups.add(*Group.objects.filter(name__in=names))


def _confirmed_address(claims: Claims) -> str:
    return _text(claims, "email") if claims.get("email_verified") is True else ""


def _text(claims: Claims, name: str) -> str:
    """A claim as a short line; empty where it is none."""
    value = claims.get(name)
    letters = value if isinstance(value, str) else ""
    return "".join(letter for letter in letters if letter.isprintable()).strip()[:LONGEST_NAME]
