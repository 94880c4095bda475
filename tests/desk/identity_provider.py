"""A provider of identities for tests (OpenID Connect): it answers over HTTPS, without a net."""

import base64
import hashlib
import json
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey
from requests.adapters import HTTPAdapter

ISSUER = "https://login.shiomino.example/office"
CLIENT_ID = "minutes"
START, BACK = "/staff/login/office/", "/staff/login/office/back/"


class IdentityProvider:
    """The office's provider: it has a key, remembers who asked, and says of a person what the test wants."""

    def __init__(self, monkeypatch: Any) -> None:
        self.key = ECKey.generate_key("P-256", {"kid": "spring"})
        self.signs_with = self.key
        self.name = ISSUER
        self.broken: dict[str, Any] = {}
        """What the end of an address answers in place of the right thing: a status, a text or an error."""
        self.asked: dict[str, str] = {}
        """The parameters that the last browser came with."""
        self.claims: dict[str, Any] = {}
        monkeypatch.setattr(HTTPAdapter, "send", self._send)

    def send_there(self, browser: Client, path: str = "") -> Any:
        """The browser goes to the provider, if the site sends it there."""
        answer = browser.get(START, {"next": path} if path else {})
        if answer["Location"].startswith(ISSUER):
            query = parse_qs(urlsplit(answer["Location"]).query)
            self.asked = {name: values[0] for name, values in query.items()}
        return answer

    def log_in(self, browser: Client, path: str = "", **claims: Any) -> Any:
        """The browser goes there, the person says who it is, and comes back."""
        self.send_there(browser, path)
        self.claims = claims
        return browser.get(BACK, {"code": "abc", "state": self.asked["state"]})

    def _send(self, request: requests.PreparedRequest, **_how: Any) -> requests.Response:
        ending = urlsplit(str(request.url)).path.rpartition("/")[2]
        told = self.broken.get(ending)
        if isinstance(told, Exception):
            raise told
        right = getattr(self, f"_{ending.replace('-', '_')}")
        answer = requests.Response()
        answer.status_code = told if isinstance(told, int) else 200
        answer.url, answer.request = str(request.url), request
        text = told if isinstance(told, str) else json.dumps({} if told else right(request))
        answer._content = text.encode()
        answer.headers["Content-Type"] = "application/json"
        return answer

    def _openid_configuration(self, _request: Any) -> dict[str, Any]:
        return {
            "issuer": self.name,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["ES256", "none", "HS256"],
        }

    def _keys(self, _request: Any) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def _token(self, request: Any) -> dict[str, Any]:
        """A provider that finds the secret or the proof of the browser (PKCE) wrong gives nothing away."""
        sent = {name: values[0] for name, values in parse_qs(request.body).items()}
        proof = hashlib.sha256(sent["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(proof).rstrip(b"=").decode() == self.asked["code_challenge"]
        assert request.headers["Authorization"] == f"Basic {base64.b64encode(b'minutes:hidden').decode()}"
        return {"access_token": "open", "token_type": "Bearer", "id_token": self._signed()}

    def _signed(self) -> str:
        now = int(time.time())
        said = {
            "iss": ISSUER,
            "aud": CLIENT_ID,
            "sub": "u-1",
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
        }
        said |= self.claims
        said = {name: value for name, value in said.items() if value is not None}
        return str(jwt.encode({"alg": "ES256", "kid": self.signs_with.kid}, said, self.signs_with))
