"""A provider of OpenID Connect: where people sign in with it, and whom it vouches for.

The code flow with PKCE. What makes an ID token good is OpenID Connect Core 1.0, 3.1.3.7; by which
name Authlib checks each of it stands beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, import_key
from requests import RequestException

from drafting.exchange.sign_on.faults import NoCode, NotTrusted, ProviderSilent
from drafting.exchange.sign_on.settings import CLIENT_ID, ISSUER, SignOnSettings, is_safe

# Signed with a key that only the provider has. Neither "none" nor what our own secret could sign.
ALGORITHMS = [f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)]
ALGORITHMS += ["EdDSA", "Ed25519"]
PATIENCE_SECONDS = (5, 10)  # to connect, and for each answer
LEEWAY_SECONDS = 60
# What the provider says of itself is asked again after so long; its keys, when one is unknown.
KEPT, KEYS_AGAIN = timedelta(hours=1), timedelta(minutes=1)
# No answer, no JSON, and JSON that is deeper than anything should be.
_NO_SENSE = (RequestException, ValueError, RecursionError)
# What may go into the log of what was said: RFC 6749, 4.1.2.1 and 5.2; the rest is anybody's words.
_REASONS = {"access_denied", "invalid_client", "invalid_grant", "invalid_request", "invalid_scope"}
_REASONS |= {"unauthorized_client", "unsupported_response_type", "server_error"}
_REASONS |= {"unsupported_grant_type", "temporarily_unavailable"}
_NOT_US = {"invalid_client", "unauthorized_client"}
_DISCOVERY = "/.well-known/openid-configuration"
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the provider said of itself, its keys, and when."""

    says: dict[str, Any]
    keys: KeySet
    since: datetime


class Provider:
    """The provider of this site; people come back from it to the address `back`."""

    def __init__(self, settings: SignOnSettings, back: str, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._back = back
        self._clock = clock
        self._known: _Known | None = None

    @property
    def name(self) -> str:
        """Tell what people call it."""
        return self._settings.name

    def look(self) -> None:
        """Ask what it says of itself, and for its keys. Raises ProviderSilent."""
        says = self._told(self._settings.issuer.rstrip("/") + _DISCOVERY)
        if (itself := says.get("issuer")) != self._settings.issuer:
            named = f", {itself}" if is_safe(itself) else ""
            raise self._silent(f"It calls itself by another name than {ISSUER} says{named}.")
        if not all(is_safe(says.get(name)) for name in _ENDPOINTS):
            raise self._silent("It names an address that is missing or not safe.")
        self._known = _Known(says, self._keys(says["jwks_uri"]), self._clock())

    def way_in(self, state: str, nonce: str, verifier: str) -> str:
        """Return the address at which somebody signs in. Raises ProviderSilent."""
        known = self._fresh()
        address, _ = self._client().create_authorization_url(
            known.says["authorization_endpoint"], state, verifier, nonce=nonce
        )
        return str(address)

    def vouched_for(self, said: Mapping[str, str], nonce: str, verifier: str) -> str | None:
        """Return the e-mail address of who came back with this, if the provider has verified it.

        Raises NotTrusted, and ProviderSilent.
        """
        known, client, code = self._fresh(), self._client(), self._code(said)
        try:
            client.fetch_token(
                known.says["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
            )
        except AuthlibBaseError as fault:
            if _reason(fault.error) in _NOT_US:
                raise self._silent(f"It does not accept {CLIENT_ID} and its secret.") from fault
            raise NotTrusted(f"The provider refuses the code: {_reason(fault.error)}.") from fault
        except _NO_SENSE as fault:
            raise self._silent() from fault
        claims: Mapping[str, Any] = self._claims(client.token, nonce)
        about = str(known.says.get("userinfo_endpoint"))
        # With a code, many providers tell the address there alone (OpenID Connect Core, 5.4).
        if "email" not in claims and is_safe(about):
            told = self._told(about, client, withhold_token=False)
            if told.get("sub") != claims["sub"]:
                raise NotTrusted("The provider tells of somebody else.")
            claims = told
        email = claims.get("email")
        return email if isinstance(email, str) and claims.get("email_verified") is True else None

    def _code(self, said: Mapping[str, str]) -> str:
        """Return the code in an answer, which names its issuer where it should (RFC 9207)."""
        named, issuer = said.get("iss"), self._settings.issuer
        must = self._fresh().says.get("authorization_response_iss_parameter_supported")
        if named != issuer and (must or named is not None):
            raise NotTrusted("The answer is of another issuer.")
        if "error" in said or not said.get("code"):
            raise NoCode(f"The provider gives no code: {_reason(said.get('error'))}.")
        return said["code"]

    def _claims(self, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        said, settings = token.get("id_token"), self._settings
        if not isinstance(said, str):
            raise NotTrusted("The provider vouches for nobody.")
        try:
            read = self._read(said)
            claims = CodeIDToken(
                read.claims,
                read.header,
                {
                    "iss": {"essential": True, "value": settings.issuer},
                    "aud": {"essential": True, "value": settings.client_id},
                    "sub": {"essential": True},
                },
                {
                    "nonce": nonce,
                    "client_id": settings.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(int(self._clock().timestamp()), LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError) as fault:
            why = f"{getattr(fault, 'error', 'no sense')} {getattr(fault, 'claim', '')}".strip()
            raise NotTrusted(f"The ID token is not good: {why}.") from fault
        return dict(claims)

    def _read(self, said: str) -> jwt.Token:
        try:
            return jwt.decode(said, self._fresh().keys, ALGORITHMS)
        except (JoseError, ValueError) as fault:
            known = self._fresh()
            if self._clock() < known.since + KEYS_AGAIN:
                raise NotTrusted("The ID token is signed by nobody we know.") from fault
        # The provider may have changed its keys since we asked.
        self.look()
        return jwt.decode(said, self._fresh().keys, ALGORITHMS)

    def _fresh(self) -> _Known:
        if self._known is None or self._clock() >= self._known.since + KEPT:
            self.look()
        if self._known is None:
            raise self._silent()
        return self._known

    def _keys(self, address: str) -> KeySet:
        told = self._told(address).get("keys")
        found: list[Key] = []
        for one in told if isinstance(told, list) else []:
            # Those for other uses, and those of a kind that is unknown here, sign nothing for us.
            if isinstance(one, dict) and one.get("use", "sig") == "sig":
                try:
                    found.append(import_key(one))
                except (JoseError, ValueError, TypeError, KeyError):
                    continue
        if not found:
            raise self._silent("It shows no key that ID tokens could be checked with.")
        return KeySet(found)

    def _told(
        self, address: str, client: OAuth2Session = None, *, withhold_token: bool = True
    ) -> dict[str, Any]:
        try:
            answer = (client or self._client()).get(address, withhold_token=withhold_token)
            answer.raise_for_status()
            told = answer.json()
        except (AuthlibBaseError, *_NO_SENSE) as fault:
            raise self._silent() from fault
        if not isinstance(told, dict):
            raise self._silent()
        return told

    def _client(self) -> OAuth2Session:
        says = self._known.says if self._known else {}
        ways = says.get("token_endpoint_auth_methods_supported")
        known = ways if isinstance(ways, list) else []
        by_post = "client_secret_basic" not in known and "client_secret_post" in known
        client = OAuth2Session(
            self._settings.client_id,
            self._settings.client_secret,
            token_endpoint_auth_method=f"client_secret_{'post' if by_post else 'basic'}",
            scope="openid email",
            redirect_uri=self._back,
            code_challenge_method="S256",
            default_timeout=PATIENCE_SECONDS,
        )
        # Secrets go where the settings say, and nowhere on from there.
        client.max_redirects = 0
        return client

    def _silent(self, why: str = "") -> ProviderSilent:
        return ProviderSilent(
            f"{self._settings.issuer} does not answer as a provider of OpenID Connect does. "
            f"{why or 'Check the address, and whether it can be reached from this machine.'}"
        )


def _reason(said: object) -> str:
    return said if isinstance(said, str) and said in _REASONS else "no reason that is known"
