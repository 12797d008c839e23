"""What guards are for: who may call (authentication), how often (rate limits), with what (validation).

Told by the names that the libraries and most projects use, and by what a guard of the project's own does: code that
answers 401 or 403 keeps callers out, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from backend_review.index.program import Function
from backend_review.model.bypasses import lets_pass
from backend_review.model.handedon import own_text
from backend_review.model.lettingpass import lets_strangers_pass
from backend_review.model.ownchecks import refuses_on_result
from backend_review.model.routes import FoundRoute, Guard
from backend_review.model.values import Callee, Kind, Known, Library, Thing, Value
from backend_review.model.withholding import goes_on_for_known, sends_strangers_away

_AUTHENTICATES = re.compile(
    r"""(?ix)
    auth(?!or(?!i[sz])) | login_?required | require_?login | ensure_?(logged|login|user|admin)
    | jwt | bearer | api_?key | credential | passport | oauth | saml | sso\b
    | (get|load|require|fetch|extract|resolve)_?(the_?)?(current|active|logged|session)_?\w*(user|account|member|admin)
    | current_?(active_?|verified_?|super_?)?(user|account|principal|member|admin|teacher|staff)
    | permission | privilege | \brbac\b | \bacl\b | casbin | polic(y|ies)guard | access_?(control|check|guard)
    | (require|check|has|verify|need|allow|is|with|only|ensure|must)_?(any_?|all_?)?
      (at_?least_?)?(role|admin|owner|member|moderator|staff|superuser|scope|user|perm)s?\b
    | \bperms?\b | (staff|staff_?member|super_?user|owner|member)_?(required|only)
    | roles?_?(guard|required|allowed) | \broles?$ | is_?(authenticated|logged_?in|admin|staff|super_?user|owner)
    | (verify|check|validate|require|need)_?\w*(token|session|access|secret|signature|user|key|identity|account)
    | valid_?(session|token|user|login|signature)
    | token_?(required|auth|guard|middleware|check|valid) | superuser | principal | signed_?in | logged_?in
    | session_?\w*or_?(login|redirect)
    | protect(ed)?(_?route)?$ | user_?required | admin_?(required|only|guard) | restrict_?to | webhook_?signature
    """
)
_LETS_PASS = re.compile(
    r"(?i)(passport\.|^)(initialize|session|deserializeUser)$|optional|if_?needed|unauth|allow_?any|public|anonymous|no_?auth|"
    r"auth(entication)?_?(config|service|module|repo|repository|options)$|csrf|captcha|loose|\.trace$|"
    r"(repositor(y|ies)|dao|quer(y|ies)|schema|params|parameters)$"
)
_LIMITS = re.compile(r"(?i)rate_?limit|limiter|throttl|slow_?down|tollbooth|httprate|brute|too_?many")
_REFUSES = re.compile(
    r"\b(HTTP_)?40[13]\b|(?i:unauthori[sz]ed|forbidden|not_?authenticated|permission_?denied|PermissionError|"
    r"status\.?Unauthorized|needs_refresh\(|invalid_?(credentials|token)|abort\(40[13])"
)
_STOPS = re.compile(
    r"\b(raise|throw|panic)\b|\.abort|Abort|next\(\s*(new|err|error|create|\w*Error)|authenticate\(|redirect|reject\(|"
    r"authori[sz]e|is_?[aA]uthenticated\(|return\s+(false|False|err)\b|[vV]erify|[uU]nauth"
)
_LOOKS_WHO = re.compile(
    r"(?i)\b(req|request|ctx|c|g|self\.request)\.(user|session|auth|state\.user|locals\.user)\b|current_?user|"
    r"authorization|get_?(user|session|claims|identity)\w*\(|x-\w*-?(key|token|signature|secret)|"
    r"verify_?\w*(sign|token|webhook)|is_?(authenticated|logged_?in)\b|\.BasicAuth\(\)|"
    r"\.(Must)?(Get|GetString|Locals|Value)\(\s*\"?\w*(user|role|claims|session|account)|"
    r"\bsessions?\.(get|load|default)\(|cookie\([\"'][\w-]*(session|token|auth|sid\b)"
)
_WHO = re.compile(r"(?i)user|token|auth|session|key|role|permission|secret|signature|credential|account|member|owner")
_FROM_WHERE = re.compile(r"(?i)\bclient_?ip\b|\bremote_?addr(ess)?\b|\b(req|request)\.ip\b")
_ENTRANCE = re.compile(
    r"(?i)log_?-?in|/authori[sz]e\b|sign_?-?(in|up)|regist|/auth/|token|(?<!\}/)(?<!\}/_)(?:refresh|reset)|forgot|password|callback|oauth2?(?![a-z])|verif"
)
_KNOWN_CALLER = re.compile(
    r"(?i)jwt|current|require|admin|super|permission|role|protect|bearer|basic_?auth|login_?required|must|"
    r"is_?(authenticated|logged_?in)"
)
_HANDS_ON = re.compile(r"\bnext(\.ServeHTTP)?\(|\.Next\(\)")
_ELSEWHERE = re.compile(r"(?i)redirect|not_?found$")
_IS_KNOWN = re.compile(
    r"(?i)(user|sess|account|member|principal)\w*(\.\w+)*(\([^()]*\)|\[[^\[\]]*\])* *!= *nil|^err *== *nil$"
)
_REQUIRES = re.compile(r"(?i)(require|allow|need|restrict|demand|ensure|check)\w*$")
_DEMANDS = re.compile(r"(?i)^_?(require|ensure|enforce|must)_?[a-z]")
_CALLED = re.compile(r"\b([a-z_]\w*)\(")
_LIMITED = re.compile(r"\b429\b|(?i:too_?many_?requests)")
_VALIDATES = re.compile(
    r"(?i)validat|schema|celebrate|\bjoi\b|\bzod\b|sanitiz|check_?body|parse_?body|express-validator|webargs|use_(kw)?args|"
    r"\.arguments\b|expects?_json|\bexpect$|\bdoc\.expect|\bvalidator|ValidationPipe|\bpipe\b|reqparse|@hapi|ajv|yup"
)
_CHECKS_OTHERS = re.compile(r"(?i)token|jwt|session|auth|api_?key|signature|csrf|content_?type|host|origin")


def authenticates(guard: Guard) -> bool:
    """Whether a guard keeps callers out that have not said who they are, or may not do this."""
    name = guard.name
    if _LIMITS.search(name) or _LETS_PASS.search(name) or _LETS_PASS.search(guard.written):
        return False
    named = any(_AUTHENTICATES.search(item) for item in _names(guard))
    if guard.function is None:
        refuses = any(_refuses(own) and _looks_who(own) for own in code_of(guard))
        return (named and not _optional(guard.value)) or refuses
    # Its own code says it better than its name: one that only looks who is there lets everybody pass.
    if lets_strangers_pass(guard.function):
        return False
    if any(_sends_away(item) or goes_on_for_known(item) for item in (guard.function, *guard.reached)):
        return True
    text = _with_helpers(guard.function)
    # One that refuses for what is asked, or from where, does not care who calls.
    cares = _WHO.search(_text(guard.function)) is not None
    if cares and _FROM_WHERE.search(text) is not None:
        cares = _LOOKS_WHO.search(text) is not None
    if _refuses(guard.function) and (named or cares):
        return True
    if named and (_STOPS.search(text) is not None or _DEMANDS.search(name) is not None):
        return True
    if _refuses(guard.function) and any(map(_looks_who, guard.reached)):
        return True
    return any(map(_refuses, guard.reached)) and (named or any(map(_looks_who, (guard.function, *guard.reached))))


_METHODS = ("canActivate", "use", "intercept", "transform", "has_permission", "has_object_permission", "__call__")


def code_of(guard: Guard) -> list[Function]:
    """The project's own code of a guard: its function, or the methods of its class that a framework calls."""
    if guard.function is not None:
        return [guard.function]
    kind = guard.value.kind if isinstance(guard.value, Thing) else guard.value
    if not isinstance(kind, Kind):
        return []
    found = [level.attributes.get(name) for level in kind.lineage() for name in _METHODS]
    return [item.function for item in found if isinstance(item, Callee)][:4]


def _optional(value: Value | None) -> bool:
    """Whether a scheme of FastAPI's lets callers pass without what it looks for."""
    made = value.made_by if isinstance(value, Thing) else None
    return made is not None and made.named.get("auto_error") == Known(False)


def limits(guard: Guard) -> bool:
    """Whether a guard limits how often a caller may ask."""
    if any(_LIMITS.search(name) for name in _names(guard)):
        return True
    return guard.function is not None and _LIMITED.search(_text(guard.function)) is not None


def validates(guard: Guard) -> bool:
    """Whether a guard checks what was sent."""
    return any(_VALIDATES.search(name) for name in _names(guard))


def checks_part(guard: Guard) -> str:
    """The part of the request that a guard checks (body, query, path), told by what it is called; "" for none."""
    if not validates(guard) or _CHECKS_OTHERS.search(guard.name):
        return ""
    names = " ".join([*_names(guard), *guard.arguments])
    return "query" if re.search(r"(?i)query", names) else "path" if re.search(r"(?i)param", names) else "body"


def authentication_of(found: FoundRoute) -> list[Guard]:
    """The guards of a route that authenticate, the outermost first."""
    # What is before a GraphQL endpoint is before all of its operations, those that let people in as well.
    entrance = found.route.kind != "graphql" and _ENTRANCE.search(found.path) is not None
    return [
        guard
        for guard in found.guards
        if authenticates(guard)
        and not lets_pass(guard, found.path)
        and (not entrance or guard.chosen or any(map(_KNOWN_CALLER.search, _names(guard))))
    ]


def settle(routes: Sequence[FoundRoute]) -> None:
    """Find the guards that are there on purpose where they stand, on entrances too.

    A guard of everything must let pass who wants to come in, and one of entrances only is how to come in (a password,
    another site's sign-in). One that guards other routes as well and leaves some entrance open is neither of them.
    """
    apps: dict[int, list[FoundRoute]] = {}
    for found in routes:
        apps.setdefault(id(found.app), []).append(found)
    for below in apps.values():
        at: dict[tuple[object, ...], tuple[list[Guard], set[int], set[int]]] = {}
        entrances = [index for index, found in enumerate(below) if _ENTRANCE.search(found.path)]
        for index, found in enumerate(below):
            for guard in found.guards:
                key = (guard.name, guard.arguments, guard.function.node.id if guard.function is not None else 0)
                same, inside, outside = at.setdefault(key, ([], set(), set()))
                same.append(guard)
                (inside if _ENTRANCE.search(found.path) else outside).add(index)
        for same, inside, outside in at.values():
            for guard in same if outside and len(inside) < len(entrances) else ():
                guard.chosen = True


def rate_limits_of(found: FoundRoute) -> list[Guard]:
    """The guards of a route that limit its rate."""
    return [guard for guard in found.guards if limits(guard)]


def checks_itself(found: FoundRoute) -> bool:
    """Whether the handler itself turns callers away that it does not know: it looks who calls, and answers 401 or 403.

    A login that answers 401 for a wrong password is no such handler.
    """
    function = found.route.handler.function
    if function is None:
        return False
    if _ENTRANCE.search(found.path):
        known = [item for item in found.route.handler.reached if _KNOWN_CALLER.search(_known_as(item))]
        return any(_refuses(item) and _looks_who(item) for item in known)
    parts = (function, *found.route.handler.reached)
    if function.module.language == "python":  # a call at the top of its body: require_admin(request)
        if any(_refuses(part) and _looks_who(part) for part in parts):
            return True
        asked = {item.name for item in parts[1:] if _looks_who(item)}
        if refuses_on_result(function, asked, _REFUSES):
            return True
    elif any(map(_refuses, parts)) and any(map(_looks_who, parts)):
        return True
    changes = not {"GET", "HEAD", "*"}.intersection(found.methods)  # who only reads may be told that nobody is there
    if any(sends_strangers_away(item, changes) for item in parts):
        return True
    return any(_hands_on_to(function, name) for name in _CALLED.findall(_text(function)))


def _known_as(function: Function) -> str:
    """What a function is called, or the constant that it is given to."""
    holder = function.node.parent
    if function.name or holder is None or holder.type != "variable_declarator":
        return function.name
    return function.module.text(holder.child_by_field_name("name"))


def _hands_on_to(function: Function, name: str) -> bool:
    """Whether a function of that name, in the same file, has a decorator that authenticates."""
    for statement in function.module.body:
        other = statement.function
        if other is not None and other is not function and other.name == name:
            return any(_AUTHENTICATES.search(other.module.text(item.node)) for item in other.decorators)
    return False


def _names(guard: Guard) -> list[str]:
    """What a guard is called where it is used, and what the library calls what made it."""
    value = guard.value
    made = value.made_by.name if isinstance(value, Thing) and value.made_by is not None else ""
    names = [guard.name, guard.written, made, value.name if isinstance(value, Library) else ""]
    if isinstance(value, Kind):  # class ShareOwnerGuard extends JwtGuard
        names += [level.klass.name for level in value.lineage()]
    if isinstance(value, Thing) and value.made_by is not None and _REQUIRES.search(made):
        names += [_name_of(item) for item in value.made_by.args]
    return names


def _name_of(value: Value) -> str:
    """What a requirement is called that a guard is made with: ``requires(IsAdmin)``."""
    kind = value.kind if isinstance(value, Thing) else value
    if isinstance(kind, Kind):
        return kind.klass.name
    if isinstance(value, Callee):
        return value.function.name
    return value.name.rpartition(".")[2] if isinstance(value, Library) else ""


def _text(function: Function) -> str:
    return own_text(function)


@lru_cache(maxsize=4096)
def _with_helpers(function: Function) -> str:
    """A function's text with that of the functions of its own file that it calls, directly or through one of them."""
    if function.module.language == "javascript":
        return _text(function)
    own = {item.function.name: item.function for item in function.module.body if item.function is not None}
    texts = {function.name: _text(function)}
    pending = [(function, 0)]
    while pending and len(texts) < 20:
        current, depth = pending.pop()
        for name in dict.fromkeys(_CALLED.findall(_text(current))) if depth < 2 else ():
            if name in own and name not in texts:
                texts[name] = _text(own[name])
                pending.append((own[name], depth + 1))
    return "\n".join(texts.values())


@lru_cache(maxsize=4096)
def _refuses(function: Function) -> bool:
    text = _with_helpers(function)
    if _REFUSES.search(text) is None:
        return False
    if function.module.language != "go" or not _HANDS_ON.search(text):
        return True
    # One that refuses only callers that it knows (a stale session, a missing CSRF token) lets all others pass.
    return _REFUSES.search(_for_strangers(function)) is not None


def _for_strangers(function: Function) -> str:
    """The text of a Go function without what is done for known callers only."""
    start = int(function.node.start_byte)
    text = function.node.text or b""
    cuts: list[tuple[int, int]] = []
    pending = [function.node]
    while pending:
        node = pending.pop()
        condition = node.child_by_field_name("condition") if node.type == "if_statement" else None
        known = node.child_by_field_name("consequence")
        if condition is not None and known is not None and _IS_KNOWN.search(function.module.text(condition)):
            cuts.append((int(known.start_byte) - start, int(known.end_byte) - start))
            other = node.child_by_field_name("alternative")
            pending += [other] if other is not None else []
        else:
            pending += node.named_children
    for first, last in sorted(cuts, reverse=True):
        text = text[:first] + text[last:]
    return text.decode("utf-8", errors="replace")


@lru_cache(maxsize=4096)
def _looks_who(function: Function) -> bool:
    return _LOOKS_WHO.search(_text(function)) is not None


@lru_cache(maxsize=4096)
def _sends_away(function: Function) -> bool:
    """Whether a Go middleware lets only those pass that it knows, and sends the others elsewhere without a 401."""
    if function.module.language != "go" or not _HANDS_ON.search(_text(function)):
        return False
    if _LOOKS_WHO.search(_with_helpers(function)) is None:
        return False
    pending = [function.node]
    while pending:
        node = pending.pop()
        condition = node.child_by_field_name("condition") if node.type == "if_statement" else None
        if condition is not None and _IS_KNOWN.search(function.module.text(condition)):
            other = node.child_by_field_name("alternative")  # the first way is for those that are known
            pending += [other] if other is not None else []
            continue
        called = node.child_by_field_name("function") if node.type == "call_expression" else None
        if called is not None and _ELSEWHERE.search(function.module.text(called)):
            return True
        pending += node.named_children
    return False
