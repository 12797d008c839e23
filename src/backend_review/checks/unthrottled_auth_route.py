"""A sign-in route that may be tried without end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._debug_only import for_developers_only
from backend_review.checks._model import AUTH_PATH, place_match, title, way
from backend_review.checks._throttling import limited_elsewhere
from backend_review.finding import Match
from backend_review.model import guards
from backend_review.model.entities import levels
from backend_review.model.routes import FoundRoute
from backend_review.model.served import calls_of
from backend_review.model.values import Kind

_COUNTS = re.compile(
    r"(?i)rate_?limit|token_?bucket|throttl|limiter|too_?many|\b429\b|failed_?(?:login_?)?(?:attempts|logins)|lock_?out|"
    r"captcha|turnstile|\.incr\("
)
# What was asked for lately is counted, and more of it refused: ``if sent.count() >= settings.OTP_MAX: raise``.
_REFUSES_MANY = re.compile(
    r"\bif\b[^\n]{0,120}(?:\.count\([^()\n]{0,80}\)|\blen\(\w*(?:sent|recent|attempt|tries|fail)\w*\)|"
    r"\b\w*(?:sent_?count|attempts|attempt_?count|tries|failures|fail(?:ed|ure)?_?count)\b)\s*>=?\s*"
    r"[^\n:{]{1,80}[:{]\s*\n\s*(?:raise|return|throw|abort)\b",
    re.IGNORECASE,
)
# A token that was mailed is too long to be guessed; a code of six digits is not.
_LONG_SECRET = re.compile(r"(?i)\{\w*(?:token|uuid|uidb64|hash|key)\w*\}")
_READS = re.compile(
    r"(?i)request|\breq\b|\bctx\b|\bbody\b|form|json|passw|credential|\bc\.|params|input|data|code|email"
)
_ELSEWHERE = re.compile(
    r"(?i)oauth2?_?(login|authorize)|social_?(login|auth)|social_django\.[\w.]*\bauth$|saml_?login|oidc_?(login|authenticat)"
)


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each POST route of sign-in, registration, reset or codes without a limit anywhere on its way."""
    elsewhere = limited_elsewhere(backend)
    for found in backend.routes:
        if not {"POST", "*"} & set(found.methods) or not AUTH_PATH.search(found.path) or elsewhere:
            continue
        if guards.rate_limits_of(found) or guards.authentication_of(found) or _counts_itself(backend, found):
            continue
        if _sends_on(found) or _LONG_SECRET.search(found.path) or _reads_nothing(found):
            continue
        if for_developers_only(backend, found):
            continue
        named = ", ".join(f"`{guard.name}`" for guard in found.guards[-3:])
        looked = f"its guards are {named}" if named else "it has no guards"
        yield place_match(
            "unthrottled-auth-route",
            found.route.place,
            f"`{title(found)}` can be tried as often as an attacker likes: {looked}, and none of them limits the rate. "
            "Allow a few tries a minute for each address and account.",
            trace=way(found, found.guards),
        )


def _sends_on(found: FoundRoute) -> bool:
    """Whether a library's view takes no secret here: it sends the browser on to who signs people in."""
    return found.route.handler.function is None and _ELSEWHERE.search(found.route.handler.name) is not None


def _reads_nothing(found: FoundRoute) -> bool:
    """Whether the handler takes nothing from who calls it: it leads on to another program that signs people in."""
    function = found.route.handler.function
    if function is None or function.parameters:
        return False
    code = re.sub(r"(?s)\"\"\".*?\"\"\"|'''.*?'''", "", function.module.text(function.node))
    _, _, body = code.partition("\n")
    return "(" in body and _READS.search(body) is None


def _counts_itself(backend: Backend, found: FoundRoute) -> bool:
    """Whether the handler itself counts the tries, or a function that it calls, or the serializer that reads the body."""
    handler = found.route.handler
    functions = [item for item in (handler.function, *handler.reached) if item is not None]
    if handler.function is not None:
        backend.summary_of(found)  # which tells what its calls call
        functions += [inner for inner, _ in calls_of(backend.effects, handler.function)]
    serializer = found.route.options.get("serializer_class")
    classes = levels(serializer) if isinstance(serializer, Kind) else ()
    texts = (item.module.text(item.node) for item in (*functions, *classes))
    return any(_COUNTS.search(text) or _REFUSES_MANY.search(text) for text in texts)
