"""Requests to GitHub's API: who may be asked, what is asked again, how long is waited, and that the token stays inside.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api

- Redirects are followed on the same host only.
- Rate limits are waited for as that page says: ``retry-after``, else ``x-ratelimit-reset``, else a minute and longer;
  all waiting of a run together is bounded.
- What creates something is not sent twice after an answer that leaves open whether it was done: ``UncertainError``.
"""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
import urllib3

from backend_review import __version__
from backend_review.errors import UserError

_LARGEST = 64 * 1024 * 1024
_TRIES = 4
_REDIRECTS = 3
_UNHURRIED = 20  # after so many writes, a second between two, as GitHub asks for
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_TOKEN = re.compile(r"[!-~]{8,1000}")


class ApiError(Exception):
    """GitHub did not do what was asked. The text holds no token. ``status`` 0: there was no answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class ForbiddenError(ApiError):
    """The token may not do this (401, 403)."""


class RefusedError(ApiError):
    """The request was understood and refused (422)."""


class UncertainError(ApiError):
    """The answer leaves open whether something was created."""


class LimitError(ApiError):
    """A rate limit that lasts longer than we wait."""


class Answer(msgspec.Struct, frozen=True):
    """A status, the decoded body and where the next page is."""

    status: int
    body: Any
    next: str = ""


class Clock(msgspec.Struct, frozen=True):
    """Time, for tests to put another in."""

    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time


def checked_base(address: str, what: str) -> str:
    """An address of the API without a slash at its end. Raises UserError unless it is https, or this machine."""
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in _LOCAL
    if not (parts.scheme == "https" or local) or not parts.hostname or parts.username is not None or parts.query:
        raise UserError(f"{what}: '{address[:200]}' is not an https address of an API")
    return address.rstrip("/")


def checked_token(token: str) -> str:
    """The token without white space around it. Raises UserError, without quoting it, when it can be none."""
    token = token.strip()
    if token and not _TOKEN.fullmatch(token):
        raise UserError("GITHUB_TOKEN does not hold a token", "it has characters that no token has")
    return token


class Transport:
    """Requests to one host."""

    def __init__(self, base: str, token: str, *, most_wait: float, clock: Clock | None = None) -> None:
        self._base = base
        self._token = token
        self._left = most_wait
        self._clock = clock or Clock()
        self._writes = 0
        self._last_write = 0.0
        self._pool = _pool(base)

    def pages(self, path: str, most: int) -> Iterator[Any]:
        """The bodies of a listing's pages, by the Link header, at most so many."""
        url = f"{self._base}{path}"
        for _ in range(most):
            answer = self.request("GET", url)
            yield answer.body
            if not answer.next:
                return
            url = answer.next

    def request(
        self, method: str, path: str, body: Any = None, *, creates: bool = False, writes: bool = True
    ) -> Answer:
        """One request; ``path`` begins with ``/``, or is an address on the same host.

        ``creates``: not to be sent again when it may have been done. ``writes``: whether it counts as a write, for a
        method other than GET. Raises ApiError or one of its kinds.
        """
        url = path if path.startswith(("http://", "https://")) else f"{self._base}{path}"
        writes = writes and method != "GET"
        redirects = tries = limits = 0
        while True:
            self._same_host(url)
            if writes:
                self._unhurried()
            tries += 1
            try:
                response, data = self._send(method, url, body)
            except urllib3.exceptions.HTTPError as error:
                self._again_after(error, tries, creates)
                continue
            status = response.status
            if status in {301, 302, 307, 308}:
                redirects += 1
                target = urljoin(url, response.headers.get("Location", ""))
                if redirects > _REDIRECTS:
                    raise ApiError("too many redirects", status)
                self._same_host(target)
                url = target
            elif (delay := _rate_delay(status, response.headers, data, self._clock.now(), limits)) is not None:
                limits += 1
                if limits > _TRIES:
                    raise LimitError(self._said(status, data), status)
                self._wait(delay)
                tries -= 1
            elif status >= 500:
                self._again(status, data, tries, creates)
            else:
                return self._answer(status, response.headers, data, url)

    def redact(self, text: str) -> str:
        """Text without the token."""
        return text.replace(self._token, "***") if self._token else text

    def _send(self, method: str, url: str, body: Any) -> tuple[urllib3.BaseHTTPResponse, bytes]:
        headers = {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": f"backend-review/{__version__}",
            "Accept-Encoding": "gzip",
        }
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        payload = None
        if body is not None:
            payload = msgspec.json.encode(body)
            if self._token:  # a program that quotes its own environment must not make us publish it
                payload = payload.replace(self._token.encode(), b"***")
            headers["Content-Type"] = "application/json"
        response = self._pool.request(
            method, url, body=payload, headers=headers, redirect=False, retries=False, preload_content=False,
            timeout=urllib3.Timeout(connect=10, read=60),
        )  # fmt: skip
        pieces, length = [], 0
        while piece := response.read(1 << 20, decode_content=True):
            pieces.append(piece)
            length += len(piece)
            if length > _LARGEST:
                response.close()
                raise ApiError(f"an answer is larger than {_LARGEST >> 20} MiB")
        response.release_conn()
        return response, b"".join(pieces)

    def _answer(self, status: int, headers: Mapping[str, str], data: bytes, url: str) -> Answer:
        if status in {401, 403}:
            raise ForbiddenError(self._said(status, data), status)
        if status == 422:
            raise RefusedError(self._said(status, data), status)
        if not 200 <= status < 300:
            raise ApiError(self._said(status, data), status)
        if not data:
            return Answer(status, None)
        try:
            body = msgspec.json.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ApiError("the answer is not JSON", status) from error
        return Answer(status, body, _next_page(headers.get("Link", ""), url))

    def _said(self, status: int, data: bytes) -> str:
        """What an answer says is wrong, in one line."""
        try:
            body = msgspec.json.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            body = None
        words = []
        if isinstance(body, dict):
            errors = body.get("errors")
            words = [body.get("message"), *(errors if isinstance(errors, list) else [])]
        texts = [item.get("message") if isinstance(item, dict) else item for item in words]
        said = "; ".join(text for text in texts if isinstance(text, str))[:500]
        return self.redact(f"{status} {said}".strip())

    def _same_host(self, url: str) -> None:
        here, there = urlsplit(self._base), urlsplit(url)
        if (here.scheme, here.hostname, here.port) != (there.scheme, there.hostname, there.port):
            raise ApiError(f"refused to go on to another host ({(there.hostname or '?')[:100]})")

    def _again_after(self, error: urllib3.exceptions.HTTPError, tries: int, creates: bool) -> None:
        """Wait before the next try after a connection that failed."""
        kinds = urllib3.exceptions
        reason = type(error).__name__
        final = isinstance(error, kinds.SSLError | kinds.LocationValueError)
        if creates and not final and not isinstance(error, kinds.NewConnectionError | kinds.ConnectTimeoutError):
            raise UncertainError(f"the connection ended before the answer ({reason})") from None
        if final or tries >= _TRIES:
            raise ApiError(f"no answer from {urlsplit(self._base).hostname} ({reason})") from None
        self._wait(2.0 ** (tries - 1))

    def _again(self, status: int, data: bytes, tries: int, creates: bool) -> None:
        if creates:
            raise UncertainError(self._said(status, data), status)
        if tries >= _TRIES:
            raise ApiError(self._said(status, data), status)
        self._wait(2.0 ** (tries - 1))

    def _wait(self, seconds: float) -> None:
        if seconds > self._left:
            raise LimitError(f"would have to wait {seconds:.0f} s, {self._left:.0f} s are left (--max-wait)", 429)
        self._left -= seconds
        self._clock.sleep(seconds)

    def _unhurried(self) -> None:
        self._writes += 1
        now = self._clock.now()
        if self._writes > _UNHURRIED and (early := 1.0 - (now - self._last_write)) > 0:
            self._clock.sleep(early)
        self._last_write = self._clock.now()


def _pool(base: str) -> urllib3.PoolManager:
    """Connections to the host, through the proxy that the environment names for it."""
    parts = urlsplit(base)
    proxy = urllib.request.getproxies().get(parts.scheme)
    if not proxy or not parts.hostname or urllib.request.proxy_bypass(parts.hostname):
        return urllib3.PoolManager(num_pools=1)
    place = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    headers = None
    if place.username is not None:
        headers = urllib3.make_headers(proxy_basic_auth=f"{place.username}:{place.password or ''}")
    host = f"[{place.hostname}]" if place.hostname and ":" in place.hostname else place.hostname
    port = f":{place.port}" if place.port else ""
    return urllib3.ProxyManager(f"{place.scheme}://{host}{port}", num_pools=1, proxy_headers=headers)


def _rate_delay(status: int, headers: Mapping[str, str], data: bytes, now: float, limits: int) -> float | None:
    """How long a 403 or 429 asks to wait, after so many before it; None when it is no rate limit."""
    if status not in {403, 429}:
        return None
    after = headers.get("Retry-After", "")
    if after.isascii() and after.isdigit():
        return float(after[:9])
    reset = headers.get("X-RateLimit-Reset", "")
    if headers.get("X-RateLimit-Remaining") == "0" and reset.isascii() and reset.isdigit():
        return max(0.0, float(reset[:12]) - now) + 1.0
    if b"rate limit" in data[:2000].lower():
        return 60.0 * 2.0**limits
    return None


_LINK = re.compile(r'<([^<>]{1,2000})>\s*;[^,<]{0,200}?\brel="?next"?')


def _next_page(header: str, url: str) -> str:
    found = _LINK.search(header[:8000])
    return urljoin(url, found.group(1)) if found else ""
