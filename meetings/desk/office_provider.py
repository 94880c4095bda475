"""The way to the office's accounts (役所のアカウント) and back: OpenID Connect, spoken by Authlib.

What comes back is believed where Authlib finds it signed, from that issuer, for this site (audience), not too
old, and asked for by this browser (state, nonce, PKCE).
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from authlib.integrations.django_client import OAuth, OAuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

from meetings.web.address import absolute
from meetings.web.places import NoPlaceError, Places

DISCOVERY = "/.well-known/openid-configuration"
SECONDS = 5
"""How long the provider may take for one answer."""
ALGORITHMS = frozenset(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)) | {
    "EdDSA",
    "Ed25519",
}
"""Signatures with a key of the provider's own. Neither none, nor what knows a shared secret, counts."""

CANCELLED = "{}でのログインは、取りやめられました。"
EXPIRED = "ログインを始めてから時間がたったか、同じ操作を二度しました。もう一度、はじめからお試しください。"
REFUSED = (
    "{}の認証サーバーが、ログインを受け付けませんでした。続くようであれば、サイトの管理者にお知らせください。"
)
UNREACHABLE = "{}の認証サーバーから、正しい答えがありません。しばらくたってから、もう一度お試しください。"
BUSY = "ただいま{}でのログインが混み合っています。10秒ほどたってから、もう一度お試しください。"

log = logging.getLogger(__name__)
_asking = Places()
"""Of the threads of a server; a provider that does not answer holds up no more of them."""


class OfficeRefusalError(Exception):
    """Nobody is let in; the message says why, on the page of the login."""

    def __init__(self, words: str) -> None:
        super().__init__(words.format(settings.OIDC_NAME))


def way_there(request: HttpRequest) -> HttpResponseBase:
    """To the provider, which asks the person for name and password."""
    with _talking():
        answer: HttpResponseBase = _client().authorize_redirect(request, _way_back(request))
    return answer


def claims_of(request: HttpRequest) -> Mapping[str, Any]:
    """What the provider says of the person who comes back from it."""
    with _talking():
        token = _client().authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": _client().load_server_metadata()["issuer"]},
                "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
            },
        )
        claims: Mapping[str, Any] = token["userinfo"]
    return claims


def _way_back(request: HttpRequest) -> str:
    return absolute(request, reverse("desk:office_back"))


@contextmanager
def _talking() -> Iterator[None]:
    """Whatever the provider answers, or does not, is a refusal with words."""
    try:
        with _asking:
            yield
    except NoPlaceError as error:
        raise OfficeRefusalError(BUSY) from error
    except OAuthError as error:
        log.warning("login at the office's provider: %.200r", error)
        words = {"access_denied": CANCELLED, "mismatching_state": EXPIRED}
        raise OfficeRefusalError(words.get(error.error, REFUSED)) from error
    except (
        RequestException,
        JoseError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RuntimeError,
    ) as error:
        log.warning("answer of the office's provider: %.200r", error)
        _made.cache_clear()  # what it said of itself may be wrong: the next login asks anew
        raise OfficeRefusalError(UNREACHABLE) from error


def _client() -> Any:
    """Who speaks with the provider, and knows what it says of itself."""
    client = _made(settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)
    said = client.load_server_metadata()  # asked for once
    if said["issuer"].rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
        raise ValueError(f"the issuer calls itself {said['issuer']}")
    signed_by = said.get("id_token_signing_alg_values_supported", ["RS256"])
    said["id_token_signing_alg_values_supported"] = [one for one in signed_by if one in ALGORITHMS]
    return client


@cache
def _made(issuer: str, client_id: str, secret: str) -> Any:
    return OAuth().register(
        "office",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}{DISCOVERY}",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
