"""Requests to the API. The only module that imports ``anthropic``, and only when a request is sent.

The library is used for the connection, the stream of events and the classes of errors. Its retries (they obey any
``retry-after``), its time limits (they are for one read), its redirects (they carry the code elsewhere) and what it
takes from the environment (headers, logging, tracing, credentials) are not used.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import importlib.util
import ipaddress
import json
import logging
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from backend_review import __version__
from backend_review.errors import UserError
from backend_review.reviewer.budget import at_most
from backend_review.reviewer.outcome import Kind, Outcome, Tokens
from backend_review.reviewer.replies import BadReplyError, Reply, explain
from backend_review.reviewer.retries import Attempt, Gate, Sleep, asked_wait, backoff, kind_of, may_pass

if TYPE_CHECKING:
    import anthropic
    import httpx2

API_VERSION = "2026-10-21"  # what the body is written for
BODY_KEYS = frozenset({"model", "max_tokens", "system", "messages", "output_config"})
INSTALL = "pip install 'backend-review[llm]'"
_CONNECT, _READ = 5.0, 120.0  # seconds; between two reads a working stream sends pings


def check_library() -> None:
    """UserError unless the client library is installed, in a version that is known to work. Does not import it."""
    if importlib.util.find_spec("anthropic") is None:
        raise UserError("the model pass needs the 'anthropic' library", INSTALL)
    version = importlib.metadata.version("anthropic")
    numbers = [int(part) if part.isdigit() else 0 for part in version.split(".")[:2]]
    if not [2, 12] <= numbers < [3]:
        raise UserError(f"the model pass works with anthropic 2.12 up to 3, not with {version}", INSTALL)


def check_host(base_url: str) -> str:
    """The host, with its port, that code would be sent to.

    Raises UserError for anything but https, or http on this machine, and for an address with a user, a query or a
    fragment. Only plain characters: two libraries read the others differently.
    """
    hint = "give an address such as https://api.anthropic.com"
    if not base_url.isascii() or not base_url.isprintable() or any(char in base_url for char in " \\"):
        raise UserError("the address of the API has characters that do not belong there", hint)
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UserError("the address of the API cannot be read", hint) from None
    if "@" in parts.netloc:
        raise UserError("the address of the API holds a user or a password", "the key is given apart from it")
    shown = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    if not host or "%" in host or parts.netloc.lower() != shown:
        raise UserError("the address of the API names no host", hint)
    if parts.query or parts.fragment or "?" in base_url or "#" in base_url:
        raise UserError("the address of the API has a query or a fragment", hint)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise UserError("code is sent over https only, or over http to this machine", hint)
    return shown


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".") == "localhost"


def check_key(key: str) -> None:
    """UserError for a key that no header can carry; the message does not repeat it."""
    if not key.strip():
        raise UserError("there is no API key", "set ANTHROPIC_API_KEY")
    if any(not "!" <= char <= "~" for char in key):
        raise UserError("the API key has a space, a line break or another character that keys do not have")


def encode(body: dict[str, Any]) -> bytes:
    """The bytes that are sent: the body as canonical JSON, streaming. Raises ValueError for what must not be sent."""
    if unknown := sorted(set(body) - BODY_KEYS):
        raise ValueError(f"a request never has '{unknown[0]}'")
    try:
        text = json.dumps({**body, "stream": True}, ensure_ascii=False, allow_nan=False, sort_keys=True)
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError("the request holds characters that are no text (lone surrogates)") from None
    except (TypeError, ValueError, RecursionError):
        raise ValueError("the request is not JSON") from None


class ApiTransport:
    """Answers requests through the API, with retries, one wall-clock limit for a request and one for the run.

    ``deadline`` is the moment on ``clock`` after which nothing is sent or waited for; ``longest_request`` seconds end a
    single request, whatever trickles in; an API that asks to wait longer than ``longest_wait`` is not asked again.
    ``Outcome.tokens`` of an attempt that broke off is the most it may have used; it is zero only when nothing was paid.
    One transport belongs to one event loop of asyncio. The key is in no text that leaves here.
    """

    def __init__(
        self,
        key: str,
        base_url: str,
        *,
        deadline: float,
        attempts: int = 4,
        longest_wait: float = 60.0,
        longest_request: float = 240.0,
        concurrency: int = 4,
        say: Callable[[str], None] = lambda line: None,
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        spread: Callable[[], float] = random.random,
    ) -> None:
        check_key(key)
        self.host = check_host(base_url)
        self._key, self._base_url = key, base_url
        self._deadline, self._attempts = deadline, attempts
        self._longest_wait, self._longest_request = longest_wait, longest_request
        self._say, self._sleep, self._clock, self._spread = say, sleep, clock, spread
        self._gate = Gate(clock, sleep)
        self._slots = asyncio.Semaphore(concurrency)
        self._over: dict[str, Outcome] = {}  # model ("" = any) → how every further request would end
        self._client: anthropic.AsyncAnthropic | None = None

    def __repr__(self) -> str:
        return f"ApiTransport({self.host})"

    async def complete(self, body: dict[str, Any]) -> Outcome:
        """Send one request until it is answered, refused for good, or out of attempts or time.

        ``body`` is sent as it is, and ``attempts`` of the outcome counts what was sent (0: nothing).
        Raises UserError when the client library is missing or cannot be set up here.
        """
        try:
            payload = encode(body)
        except ValueError as error:
            return Outcome(Kind.BAD_REQUEST, detail=str(error), attempts=0)
        client = self._client or self._connect()  # before the clock of a request runs: importing takes seconds
        sent = 0
        while True:
            async with self._slots:
                if (stop := await self._wait_for_leave(str(body["model"]))) is not None:
                    return _with_attempts(stop, sent)
                sent += 1
                attempt = await self._try(client, payload, body)
            outcome = _with_attempts(attempt.outcome, sent)
            if outcome.kind in {Kind.AUTH, Kind.BILLING}:
                self._over[""] = attempt.outcome
            elif outcome.kind is Kind.NOT_FOUND:
                self._over[str(body["model"])] = attempt.outcome
            wait = backoff(sent, self._spread()) if attempt.wait is None else attempt.wait
            if attempt.pauses_all:
                self._gate.close(wait)
            if not attempt.again or sent >= self._attempts:
                return outcome
            if wait > self._longest_wait or self._clock() + wait >= self._deadline:
                return outcome
            self._say(f"{outcome.kind.value}: trying again in {wait:.0f} s")
            if not attempt.pauses_all:
                await self._sleep(wait)

    async def close(self) -> None:
        """Close the connections; the transport cannot be used afterwards."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    async def _wait_for_leave(self, model: str) -> Outcome | None:
        """None once a request may go out, after any pause that the API asked for; otherwise why it may not."""
        while True:
            if over := self._over.get("") or self._over.get(model):
                return over
            left, pause = self._deadline - self._clock(), self._gate.left
            if left <= 0:
                return Outcome(Kind.DEADLINE, detail="the time for the run is over")
            if pause <= 0:
                return None
            if pause > self._longest_wait:
                return Outcome(Kind.RATE_LIMITED, detail=f"the API asks for a pause of {pause:.0f} s")
            if pause >= left:
                return Outcome(
                    Kind.DEADLINE, detail=f"the API asks for a pause of {pause:.0f} s, {left:.0f} s are left"
                )
            await self._gate.wait()

    def _connect(self) -> anthropic.AsyncAnthropic:
        check_library()
        try:
            self._client = _open(self._key, self._base_url)
        except Exception as error:  # a proxy of another kind, certificates that are not there, a broken installation
            hint = "look at the variables of the environment for proxies and certificates"
            raise UserError(f"no connection to {self.host} can be set up ({type(error).__name__})", hint) from None
        return self._client

    async def _try(self, client: anthropic.AsyncAnthropic, payload: bytes, body: dict[str, Any]) -> Attempt:
        """Send once, within the time for one request and for the run."""
        reply = Reply(at_most(body))
        left = self._deadline - self._clock()
        limit = min(left, self._longest_request)
        try:
            return await asyncio.wait_for(self._send(client, payload, body, reply), limit)
        except asyncio.TimeoutError:
            if limit == left:
                return Attempt(Outcome(Kind.DEADLINE, detail="the time for the run is over", tokens=reply.tokens))
            detail = f"no whole answer within {limit:.0f} s"
            return Attempt(Outcome(Kind.TIMEOUT, detail=detail, tokens=reply.tokens))

    async def _send(
        self, client: anthropic.AsyncAnthropic, payload: bytes, body: dict[str, Any], reply: Reply
    ) -> Attempt:
        """Send once and read the stream; no exception but cancellation gets out."""
        import anthropic

        try:
            stream = await client.post(
                "/v1/messages",
                cast_to=object,
                content=payload,
                options={"headers": {"Content-Type": "application/json"}},
                stream=True,
                stream_cls=anthropic.AsyncStream[object],
            )
            async with stream:
                async for event in stream:
                    reply.add(event)
                    if reply.stopped:
                        break
            return Attempt(reply.outcome())
        except Exception as error:
            return _failed(error, reply, (self._key, body))


def _with_attempts(outcome: Outcome, attempts: int) -> Outcome:
    return Outcome(outcome.kind, outcome.text, outcome.detail, outcome.tokens, attempts, outcome.model)


def _failed(error: Exception, reply: Reply, secret: tuple[str, dict[str, Any]]) -> Attempt:
    """What an exception of the library, or of what lies below it, means."""
    import anthropic
    import httpx2

    if isinstance(error, anthropic.APIStatusError):
        status, headers = error.status_code, error.response.headers
        kind = kind_of(status, str(error.type or ""), error.error_code or "", error.api_message or "")
        detail = _status_detail(status, explain(error.api_message, *secret))
        tokens = reply.tokens if reply.started else Tokens()
        again = may_pass(kind, headers) and not reply.started
        return Attempt(Outcome(kind, detail=detail, tokens=tokens), again, asked_wait(headers))
    if isinstance(error, BadReplyError):
        return Attempt(Outcome(Kind.BAD_OUTPUT, detail=str(error), tokens=reply.tokens))
    cause = error.__cause__ if isinstance(error, anthropic.APIConnectionError) else error
    if isinstance(cause, httpx2.ConnectError) and "CERTIFICATE_VERIFY_FAILED" in str(cause):
        return Attempt(Outcome(Kind.UNAVAILABLE, detail="the certificate of the API is not trusted here"))
    if isinstance(cause, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)):
        return Attempt(Outcome(Kind.UNAVAILABLE, detail="no connection"), again=True)
    if isinstance(cause, httpx2.TimeoutException):
        return Attempt(Outcome(Kind.TIMEOUT, detail="the API fell silent", tokens=reply.tokens))
    if isinstance(cause, (httpx2.LocalProtocolError, httpx2.UnsupportedProtocol, httpx2.InvalidURL)):
        return Attempt(Outcome(Kind.BAD_REQUEST, detail="the request cannot be sent"))
    if isinstance(cause, (httpx2.TransportError, OSError)):
        return Attempt(Outcome(Kind.UNAVAILABLE, detail="the connection broke off", tokens=reply.tokens))
    # JSON that is none, and whatever else an answer of another shape leads to.
    return Attempt(
        Outcome(Kind.BAD_OUTPUT, detail=f"not the format of the API ({type(cause).__name__})", tokens=reply.tokens)
    )


def _status_detail(status: int, message: str) -> str:
    if 300 <= status < 400:
        return f"the address of the API redirects ({status}), which is not followed"
    place = "in the answer" if status == 200 else f"status {status}"
    return f"{place}: {message}" if message else place


def _open(key: str, base_url: str) -> anthropic.AsyncAnthropic:
    """The library's client with everything that could send code, or print it, elsewhere turned off."""
    import anthropic

    for name in ("anthropic", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # ANTHROPIC_LOG=debug prints the prompt

    async def only_ours(request: httpx2.Request) -> None:
        # In place of the library's, which also tell about this machine, and of ANTHROPIC_CUSTOM_HEADERS, which can
        # name another host, key or length.
        length = str(len(request.content))
        request.headers.clear()
        request.headers.update(
            {
                "host": request.url.netloc.decode("ascii"),
                "authorization": f"Bearer {key}",
                "anthropic-version": API_VERSION,
                "accept": "text/event-stream, application/json",
                "accept-encoding": "identity",  # nothing that unpacks to a thousand times its size
                "user-agent": f"backend-review/{__version__}",
                "content-type": "application/json",
                "content-length": length,
            }
        )

    # Code for this machine goes through no proxy: it would travel in the clear.
    direct = is_loopback(urlsplit(base_url).hostname or "")
    return anthropic.AsyncAnthropic(
        api_key=key,
        base_url=base_url,
        max_retries=0,
        timeout=anthropic.Timeout(_READ, connect=_CONNECT),
        open_telemetry=False,
        http_client=anthropic.DefaultAsyncHttpxClient(
            follow_redirects=False,
            event_hooks={"request": [only_ours]},
            mounts={"http://": None, "https://": None, "all://": None} if direct else {},
        ),
    )
