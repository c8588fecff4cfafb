"""Requests to one service: to its own host alone, over TLS, patient within bounds, and silent about the token."""

import json
import re
from typing import Any, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import getproxies_environment, proxy_bypass

import msgspec
import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProxyError, SSLError

from generator.errors import ToolFailed
from generator.forge.patience import ATTEMPTS, CLOCK, LONGEST, Answer, Clock, busy, limited, pause

_TIMEOUT = urllib3.Timeout(connect=10, read=30)
_BYTES = 64 * 1024 * 1024
_REDIRECTS = 3
_BETWEEN = 1.0
"""Seconds between two changes: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api"""
_KEPT = {307, 308}
_MOVED = {301, 302, *_KEPT}

T = TypeVar("T")


class Unanswered(ToolFailed):
    """The service did not answer, or failed: what was asked for may or may not have been done."""


class Limited(ToolFailed):
    """The service asks to wait longer than we do; nothing has been done."""


class Forbidden(ToolFailed):
    """The token may not do this."""


class Missing(ToolFailed):
    """There is no such thing, or the token may not know of it."""


class Rejected(ToolFailed):
    """The service does not take this."""


class Client:
    """A service at `api`, a URL; `secret` is the header that carries the token, and its value."""

    def __init__(
        self,
        api: str,
        headers: dict[str, str],
        secret: tuple[str, str],
        authority: str = "",
        clock: Clock = CLOCK,
    ) -> None:
        self._api, self._secret, self._clock = api, secret, clock
        self._host = urlsplit(api).hostname or ""
        self._headers = {"User-Agent": "groundplan", **headers, secret[0]: secret[1]}
        self._pool = _pool(api, self._host, authority)
        self._changed = False

    def get(self, path: str, shape: type[T], **query: Any) -> T:
        """What lies at a path."""
        return self._decoded(self._request("GET", f"{path}?{urlencode(query)}" if query else path), shape)

    def send(self, method: str, path: str, payload: Any, shape: type[T], *, again: bool = True) -> T:
        """Change something; where it must not happen twice (not `again`), Unanswered is raised instead."""
        # One second between changes, so that many runs together do not look like abuse.
        if self._changed:
            self._clock.sleep(_BETWEEN)
        self._changed = True
        return self._decoded(self._request(method, path, payload, again=again), shape)

    def _request(self, method: str, path: str, payload: Any = None, *, again: bool = True) -> Answer:
        what, waited = f"{method} {urlsplit(path).path}", 0.0
        for attempt in range(ATTEMPTS):
            answer = self._attempt(method, path, payload, what, again=again)
            if answer is not None and not limited(answer) and not busy(answer):
                return self._accepted(answer, what)
            if answer is not None and busy(answer) and not again:
                raise Unanswered(self._told(answer, what))
            wait = pause(answer, attempt, self._clock.now())
            waited += wait
            if waited > LONGEST or attempt == ATTEMPTS - 1:
                break
            self._clock.sleep(wait)
        told = self._told(answer, what) if answer else f"{self._host} cannot be reached"
        kind = Limited if answer and limited(answer) else Unanswered
        raise kind(f"{told}; tried {attempt + 1} times")

    def _attempt(self, method: str, path: str, payload: Any, what: str, *, again: bool) -> Answer | None:
        """One answer; None where there was no connection."""
        try:
            return self._followed(method, self._api + path, payload, what)
        except (NewConnectionError, ConnectTimeoutError, ProxyError):
            return None
        except SSLError:
            raise Unanswered(f"{self._host} does not prove who it is: its certificate is not trusted here") from None
        except HTTPError:
            if again:
                return None
            raise Unanswered(f"{what}: {self._host} broke off") from None

    def _followed(self, method: str, url: str, payload: Any, what: str) -> Answer:
        for _ in range(_REDIRECTS + 1):
            answer = self._once(method, url, payload)
            if answer.status not in _MOVED or not (method == "GET" or answer.status in _KEPT):
                return answer
            url = _joined(url, answer.headers.get("location", ""))
            if _origin(url) != _origin(self._api):
                raise Rejected(f"{what}: {self._host} leads to another host, to which no token is sent")
        raise Rejected(f"{what}: {self._host} leads in circles")

    def _once(self, method: str, url: str, payload: Any) -> Answer:
        body = None if payload is None else json.dumps(payload).encode()
        headers = self._headers | ({"Content-Type": "application/json"} if body else {})
        # Following, and trying again, are ours: urllib3 would do both without asking where to.
        answer = self._pool.request(
            method, url, body=body, headers=headers, redirect=False, retries=False, preload_content=False
        )
        try:
            content = answer.read(_BYTES + 1)
        finally:
            answer.release_conn()
        if len(content) > _BYTES:
            raise Rejected(f"{self._host} answers with more than 64 MiB")
        return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, content)

    def _accepted(self, answer: Answer, what: str) -> Answer:
        if answer.status in {200, 201, 202, 204}:
            return answer
        kind = {401: Forbidden, 403: Forbidden, 404: Missing, 410: Missing}.get(answer.status, Rejected)
        raise kind(self._told(answer, what))

    def _told(self, answer: Answer, what: str) -> str:
        """What happened, in one line; what the service says is data, and may hold what it was sent."""
        said = re.sub(r"[^ -~]+", " ", answer.body[:2000].decode("utf-8", "replace"))
        said = said.replace(self._secret[1].rpartition(" ")[2], "***").replace("##[", "[")
        return f"{what}: {self._host} answers {answer.status}: {said[:200].strip() or 'nothing'}"

    def _decoded(self, answer: Answer, shape: type[T]) -> T:
        try:
            return msgspec.json.decode(answer.body or b"null", type=shape)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Rejected(f"{self._host} does not answer as this service does: {error}; see --api-url") from None


def _joined(url: str, location: str) -> str:
    """Where a redirect leads; nowhere, where it is no URL."""
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _origin(url: str) -> tuple[str, str | None, int | None, bool]:
    """What a token is for: scheme, host, port; a URL with a name of a user is never it."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return "", None, None, False
    return parts.scheme, parts.hostname, port, "@" not in parts.netloc


def _pool(api: str, host: str, authority: str) -> urllib3.PoolManager:
    """Connections that ask for certificates; through the proxy of the environment, where there is one."""
    trust: dict[str, Any] = {"cert_reqs": "CERT_REQUIRED", "timeout": _TIMEOUT, "retries": False}
    trust |= {"ca_certs": authority} if authority else {}
    proxies = getproxies_environment()
    proxy = None if proxy_bypass(host) else proxies.get(urlsplit(api).scheme)
    return urllib3.ProxyManager(proxy, **trust) if proxy else urllib3.PoolManager(**trust)
