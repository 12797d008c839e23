"""Cookies set without HttpOnly, Secure or SameSite: what each library is told, and what it does when told nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import tree_sitter

from backend_review.checks._code import Code
from backend_review.checks._trees import (
    CALLS,
    STRINGS,
    arguments,
    bare,
    called,
    enclosing_function,
    last_name,
    receiver,
    snake,
    string_value,
    text,
    walk,
)
from backend_review.finding import Audience, Confidence, Match, Position, Severity
from backend_review.project.developers import is_developers_place
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_QUICK = re.compile(rb"(?i)cookie|https_only|sessions?\.|session\(|secure-session")
_SENSITIVE = re.compile(
    r"session|token|auth|jwt|passw|credential|secret|login|csrf|xsrf|(?:^|_)(?:sess|sid|connect_sid|access|refresh|remember|remember_me|user|user_?id|username|uid|identity"
    r"|api_?key|account|admin|role|sso|bearer|jsessionid|logged_in|me|at|rt)(?:_|$)"
)
_SENSITIVE_VALUE = re.compile(r"(?i)token|jwt|session_?id|\bsid\b|password|secret|\bsign\(")
# What a page's own script reads to know how things are; there is nothing in it to steal.
_FLAG = re.compile(r"[Tt]rue|[Ff]alse|[01]|([\"'`])(?i:true|false|yes|no|on|off|[ynft01])\1")
_ALL = ("HttpOnly", "Secure", "SameSite")
_SETTINGS = {
    "SESSION_COOKIE_SECURE": "Secure", "SESSION_COOKIE_HTTPONLY": "HttpOnly", "SESSION_COOKIE_SAMESITE": "SameSite",
    "CSRF_COOKIE_SECURE": "Secure", "REMEMBER_COOKIE_SECURE": "Secure", "REMEMBER_COOKIE_HTTPONLY": "HttpOnly",
    "JWT_COOKIE_SECURE": "Secure", "JWT_COOKIE_SAMESITE": "SameSite", "JWT_AUTH_SECURE": "Secure", "JWT_AUTH_HTTPONLY": "HttpOnly",
    "AUTH_COOKIE_SECURE": "Secure", "AUTH_COOKIE_HTTP_ONLY": "HttpOnly",
}  # fmt: skip

Flags = dict[str, "bool | None"]  # True: on or not known; False: off; absent: not said


def find(file: SourceFile) -> Iterator[Match]:
    if not _QUICK.search(file.data) or file.path.endswith((".jsx", ".tsx")):
        return
    cookies = {"python": _Python, "go": _Go}.get(file.language, _JavaScript)(file)
    seen: set[int] = set()
    for match in (*cookies.find(), *_headers(cookies)):
        if match.start.line not in seen:
            seen.add(match.start.line)
            yield match


class _Cookies(Code):
    """What the languages share: the verdict on a cookie."""

    def find(self) -> Iterator[Match]:
        raise NotImplementedError

    def flag(self, node: tree_sitter.Node | None) -> bool | None:
        """Whether a flag is on: False only when it certainly is off."""
        value = text(bare(node)).strip()
        if re.fullmatch(r"[A-Za-z_$][\w$]*", value) and value.lower() not in {
            "true",
            "false",
            "none",
            "null",
            "undefined",
            "nil",
        }:
            value = self.constant(value) or value
        return value not in {"False", "false", "None", "null", "undefined", "0", "nil", "''", '""'}

    def name(self, node: tree_sitter.Node | None) -> str:
        """A cookie's name: the text of the literal or constant, else the words of the expression."""
        node = bare(node)
        literal = string_value(node)
        if literal is not None:
            return literal
        label = last_name(node)
        given = self.constant(label) if label else None
        quoted = re.fullmatch(r"[\"'`](.*)[\"'`]", given) if given else None
        return quoted.group(1) if quoted else label or text(node)

    def is_flag(self, value: str) -> bool:
        """Whether a cookie's value, as it is written, only says yes or no to the page, to everybody the same."""
        given = value.strip()
        if re.fullmatch(r"[A-Za-z_$][\w$]*", given) and not _FLAG.fullmatch(given):
            given = self.constant(given) or ""
        return _FLAG.fullmatch(given) is not None

    def judge(
        self, place: tree_sitter.Node, name: str, value: str, flags: Flags, always: tuple[str, ...] = (), sensitive: bool | None = None,
        confidence: Confidence | None = None,
    ) -> Match | None:  # fmt: skip
        """A finding if the cookie lacks what it needs; ``always`` are attributes the library sets when told nothing."""
        missing = [one for one in _ALL if not flags.get(one, one in always)]
        if self.is_flag(value):
            return None
        plain = snake(name)
        if sensitive is None:
            sensitive = bool(_SENSITIVE.search(plain) or _SENSITIVE_VALUE.search(value))
        if re.search(r"csrf|xsrf", f"{plain} {self.file.path.lower()}") and "HttpOnly" in missing:
            missing.remove("HttpOnly")  # a page's own script has to read it
        serious = [one for one in missing if one != "SameSite"]
        if not missing or (not serious and not sensitive):
            return None
        severity = Severity.WARNING if sensitive and serious else Severity.INFO
        return self.match(place, name, missing, severity, confidence)

    def match(
        self,
        place: tree_sitter.Node,
        name: str,
        missing: list[str],
        severity: Severity,
        confidence: Confidence | None = None,
    ) -> Match:
        why = {
            "HttpOnly": "any script on the page can read it",
            "Secure": "it travels over plain HTTP too",
            "SameSite": "other sites can have it sent",
        }
        lacks = missing if len(missing) < 2 else [", ".join(missing[:-1]), missing[-1]]
        name = " ".join(name.split())
        name = name if len(name) <= 40 else f"{name[:37]}..."
        line, column = place.start_point
        end_line, end_column = place.end_point
        return Match(
            rule="insecure-cookie",
            path=self.file.path,
            start=Position(line + 1, self.file.column_of_byte(line + 1, column + 1)),
            end=Position(end_line + 1, self.file.column_of_byte(end_line + 1, end_column + 1)),
            message=f"Cookie `{name}` is set without {' and '.join(lacks)}: {' and '.join(why[one] for one in missing[:2])}. Set "
            f"{'it' if len(missing) == 1 else 'them'} on every session or login cookie.",
            severity=severity,
            confidence=confidence,
        )


class _Python(_Cookies):
    def find(self) -> Iterator[Match]:
        code = self.file.text
        lax = ("SameSite",) if re.search(r"(?m)^\s*(?:from|import)\s+(?:fastapi|starlette)\b", code) else ()
        for call in walk(self.root, CALLS):
            function = called(call)
            name = last_name(function)
            found = None
            if (
                name in {"set_cookie", "set_secure_cookie", "set_signed_cookie"}
                and function is not None
                and function.type == "attribute"
            ):
                found = self._set_cookie(call, lax)
            elif (
                (name == "add_middleware" and (given := arguments(call)) and last_name(given[0]) == "SessionMiddleware")
                or (name == "Middleware" and (given := arguments(call)) and last_name(given[0]) == "SessionMiddleware")
                or (name == "SessionMiddleware" and re.search(r"starlette|fastapi", code))
            ):
                found = self._session_middleware(call)
            elif (
                name
                in {
                    "EncryptedCookieStorage",
                    "NaClCookieStorage",
                    "SimpleCookieStorage",
                    "RedisStorage",
                    "MemcachedStorage",
                }
                and "aiohttp_session" in code
            ):
                found = self._options(
                    call,
                    "the session",
                    ("HttpOnly",),
                    {"httponly": "HttpOnly", "secure": "Secure", "samesite": "SameSite"},
                )
            elif name in {"update", "from_mapping", "from_object", "Config"}:
                for item in arguments(call):
                    if item.type == "keyword_argument" and text(item.child_by_field_name("name")) in _SETTINGS:
                        match = self._setting(
                            item, text(item.child_by_field_name("name")), item.child_by_field_name("value")
                        )
                        if match:
                            yield match
            if found:
                yield found
        yield from self._settings()
        yield from self._simple_cookies()

    def _set_cookie(self, call: tree_sitter.Node, lax: tuple[str, ...]) -> Match | None:
        keywords, positional, known = self.keywords(call)
        keywords = {key.lower(): value for key, value in keywords.items()}
        if not known or len(positional) + len(keywords) < 2:
            return None  # a jar is given a whole cookie
        order = ("key", "value", "max_age", "expires", "path", "domain", "secure", "httponly", "samesite")
        for label, node in zip(order, positional, strict=False):
            keywords.setdefault(label, node)
        name_node = keywords.get("key") or keywords.get("name")
        value = text(keywords.get("value"))
        if _is_deletion(value, text(keywords.get("max_age")), text(keywords.get("expires"))):
            return None
        flags: Flags = {}
        for label, one in (("httponly", "HttpOnly"), ("secure", "Secure"), ("samesite", "SameSite")):
            if label in keywords:
                flags[one] = self.flag(keywords[label]) if one != "SameSite" else True
        return self.judge(call, self.name(name_node), value, flags, lax)

    def _session_middleware(self, call: tree_sitter.Node) -> Match | None:
        keywords, _, known = self.keywords(call)
        if not known or ("https_only" in keywords and self.flag(keywords["https_only"])):
            return None
        return self.match(call, "session", ["Secure"], Severity.WARNING)

    def _options(
        self, call: tree_sitter.Node, name: str, always: tuple[str, ...], labels: dict[str, str]
    ) -> Match | None:
        keywords, _, known = self.keywords(call)
        if not known:
            return None
        flags: Flags = {one: self.flag(keywords[label]) for label, one in labels.items() if label in keywords}
        return self.judge(call, name, "", flags, (*always, "SameSite"), sensitive=True)

    def _settings(self) -> Iterator[Match]:
        for node in walk(self.root, frozenset({"assignment", "pair"})):
            left = node.child_by_field_name("left") or node.child_by_field_name("key")
            name = last_name(left)
            if name in _SETTINGS:
                match = self._setting(
                    node, name, node.child_by_field_name("right") or node.child_by_field_name("value")
                )
                if match:
                    yield match

    def _setting(self, place: tree_sitter.Node, name: str, value: tree_sitter.Node | None) -> Match | None:
        if value is None or self.flag(value) or is_developers_place(self.file.path):
            return None
        around: tree_sitter.Node | None = place
        while around is not None:
            if around.type == "class_definition" and re.search(
                r"(?i)dev|test|local|debug", text(around.child_by_field_name("name"))
            ):
                return None
            if around.type == "if_statement" and re.search(
                r"(?i)debug|dev|local|test|environ|getenv", text(around.child_by_field_name("condition"))
            ):
                return None
            around = around.parent
        missing = _SETTINGS[name]
        why = {
            "Secure": "travels over plain HTTP too",
            "HttpOnly": "can be read by any script on the page",
            "SameSite": "can be sent by other sites",
        }
        if missing == "SameSite" and self.file.language == "python" and text(value) != "None":
            return None
        found = self.match(place, name, [missing], Severity.WARNING if missing != "SameSite" else Severity.INFO)
        off = " ".join(text(value).split())
        return msgspec.structs.replace(
            found,
            message=f"With `{name} = {off}` the cookie {why[missing]}. Switch it on wherever the site is served by HTTPS.",
        )

    def _simple_cookies(self) -> Iterator[Match]:
        code = self.file.text
        if "SimpleCookie" not in code:
            return
        jars = set(re.findall(r"([\w.]+)\s*(?::[^=\n]+)?=\s*(?:[\w.]+\.)?SimpleCookie\(", code))
        for node in walk(self.root, frozenset({"assignment"})):
            left = node.child_by_field_name("left")
            if left is None or left.type != "subscript" or text(left.child_by_field_name("value")) not in jars:
                continue
            key, right = left.child_by_field_name("subscript"), text(node.child_by_field_name("right"))
            function = enclosing_function(node)
            around = text(function) if function is not None else code
            flags: Flags = {}
            for one in _ALL:
                if re.search(rf"(?i){re.escape(text(left))}\s*\[[\"']{one}[\"']\]\s*=(?!\s*(False|\"\"|''))", around):
                    flags[one] = True
            if re.search(rf"{re.escape(text(left))}\s*\[[\"'](?:max-age|expires)[\"']\]\s*=\s*[\"']?0\b", around):
                continue
            found = self.judge(node, self.name(key), right, flags)
            if found:
                yield found


class _JavaScript(_Cookies):
    def find(self) -> Iterator[Match]:
        code = self.file.text
        bound = {
            name: module
            for pattern in (
                r"(?:import\s+(?:\*\s+as\s+)?|const\s+|let\s+|var\s+)(\w+)\s*(?:from|=\s*require\()\s*['\"](express-session|cookie-session|koa-session|@fastify/session|fastify-session|@fastify/secure-session|fastify-secure-session)['\"]",
                r"import\s+(\w+)\s*=\s*require\(['\"](express-session|cookie-session)['\"]",
            )
            for name, module in re.findall(pattern, code)
        }
        for found in re.finditer(
            r"import\s+(\w+)\s*,\s*\{[^}]*\}\s*from\s*['\"](express-session|cookie-session|@fastify/session)['\"]",
            code,
        ):
            bound[found.group(1)] = found.group(2)
        for call in walk(self.root, CALLS):
            function = called(call)
            if function is None:
                continue
            given = arguments(call)
            name = last_name(function)
            match = None
            if function.type == "identifier" and name in bound:
                match = self._session(call, given, bound[name])
            elif function.type == "call_expression" and (
                module := re.match(r"require\(['\"]([\w@/-]+)['\"]\)", text(function))
            ):
                match = self._session(call, given, module.group(1))
            elif name == "register" and len(given) == 2:
                module_name = bound.get(text(given[0])) or next(
                    iter(re.findall(r"^(?:require|import)\(['\"]([\w@/-]+)['\"]\)", text(given[0]))), ""
                )
                if "session" in module_name:
                    match = self._session(call, given[1:], module_name)
            elif function.type == "member_expression":
                match = self._method(call, name, text(receiver(function)), given)
            elif name == "setCookie" and len(given) >= 3 and "hono" in code:
                match = self._set(call, given[1], given[2], given[3] if len(given) > 3 else None)
            elif name == "setSignedCookie" and len(given) >= 4:
                match = self._set(call, given[1], given[2], given[4] if len(given) > 4 else None)
            elif name == "serialize" and len(given) >= 2 and re.search(r"['\"]cookie['\"]", code):
                match = self._set(call, given[0], given[1], given[2] if len(given) > 2 else None)
            if match:
                yield match

    def _method(self, call: tree_sitter.Node, name: str, owner: str, given: list[tree_sitter.Node]) -> Match | None:
        if len(given) < 2 or re.search(
            r"(?i)^(Cookies|jar|request|expect|page|browser|driver|agent|cy|context)\b|jar$", owner
        ):
            return None
        options = given[2] if len(given) > 2 else None
        if name in {"cookie", "setCookie"}:
            if given[0].type in {"object", "array"} or (
                name == "setCookie" and re.search(r"(?i)page|jar|tough", owner)
            ):
                return None
            return self._set(call, given[0], given[1], options)
        if name == "serialize" and re.search(r"(?i)cookie", owner):
            return self._set(call, given[0], given[1], options)
        if name == "set" and re.search(r"(?i)\bcookies$", owner):
            if re.search(r"(?i)\bcookies$", owner) and re.search(r"next/server|next/headers", self.file.text):
                return self._set(call, given[0], given[1], options)
            # The cookies package: HttpOnly unless told otherwise, Secure as the connection is.
            return self._set(call, given[0], given[1], options, ("HttpOnly", "Secure"))
        if name == "set" and re.search(r"cookies\(\)\)?$", owner):
            return self._set(call, given[0], given[1], options)
        return None

    def _set(
        self,
        call: tree_sitter.Node,
        name: tree_sitter.Node,
        value: tree_sitter.Node,
        options: tree_sitter.Node | None,
        always: tuple[str, ...] = (),
    ) -> Match | None:
        keys: dict[str, tree_sitter.Node] = {}
        if options is not None and not self.read(options, keys, call):
            return None
        if _is_deletion(text(value), text(keys.get("maxage")), text(keys.get("expires"))):
            return None
        return self.judge(call, self.name(name), text(value), self._flags(keys), always)

    def _flags(self, keys: dict[str, tree_sitter.Node]) -> Flags:
        flags: Flags = {one: self.flag(keys[one.lower()]) for one in _ALL if one.lower() in keys}
        if "samesite" in keys:
            flags["SameSite"] = True
        return flags

    def _session(self, call: tree_sitter.Node, given: list[tree_sitter.Node], module: str) -> Match | None:
        keys: dict[str, tree_sitter.Node] = {}
        if not given:
            return self.match(call, "session", ["Secure"], Severity.WARNING) if module == "express-session" else None
        if not self.read(given[0], keys, call):
            return None
        code = self.file.text
        late = {one for one in _ALL if re.search(rf"(?i)cookie\.{one}\s*=(?!=)(?!\s*false)", code)}
        if module in {"cookie-session", "koa-session"}:
            always: tuple[str, ...] = ("HttpOnly", "SameSite") if module == "cookie-session" else _ALL
            flags = self._flags(keys)
            place = (
                keys.get("httponly")
                if flags.get("HttpOnly") is False
                else keys.get("secure")
                if flags.get("Secure") is False
                else call
            )
            medium = Confidence.MEDIUM if "secure" not in keys else None
            match = self.judge(
                place or call,
                "session",
                "",
                flags | dict.fromkeys(late, True),
                always,
                sensitive=True,
                confidence=medium,
            )
            # https://github.com/expressjs/cookie-session#cookie-options: Secure is on where the request came over https,
            # of which a program behind a proxy that it was not told to trust sees nothing.
            by_itself = match is not None and "secure" not in keys and flags.get("HttpOnly") is not False
            return msgspec.structs.replace(match, audience=Audience.PEDANTIC) if match and by_itself else match
        cookie = keys.get("cookie")
        inner: dict[str, tree_sitter.Node] = {}
        if cookie is not None and not self.read(cookie, inner, call):
            return None
        flags = self._flags(inner)
        place = (
            next((inner[one.lower()] for one in ("HttpOnly", "Secure") if flags.get(one) is False), None)
            or cookie
            or call
        )
        flags |= dict.fromkeys(late, True)
        if module == "express-session":
            return self.judge(place, "session", "", flags, ("HttpOnly",), sensitive=True)
        if "secure-session" in module:
            return self.judge(place, "session", "", flags, ("SameSite",), sensitive=True)
        return self.judge(place, "session", "", flags, _ALL, sensitive=True)


class _Go(_Cookies):
    def find(self) -> Iterator[Match]:
        code = self.file.text
        for literal in walk(self.root, frozenset({"composite_literal"})):
            kind, package = self.of_package(text(literal.child_by_field_name("type")))
            match = None
            if kind in {"http.Cookie", "fiber.Cookie"}:
                match = self._literal(literal)
            elif kind == "sessions.Options" and re.search(r"gorilla/sessions|gin-contrib/sessions", package):
                match = self._session(literal, {"HttpOnly": "HttpOnly", "Secure": "Secure", "SameSite": "SameSite"})
            elif kind == "session.Config" and "gofiber" in package:
                match = self._session(
                    literal,
                    {"CookieHTTPOnly": "HttpOnly", "CookieSecure": "Secure", "CookieSameSite": "SameSite"},
                    ("SameSite",),
                )
            if match:
                yield match
        for call in walk(self.root, CALLS):
            function, given = called(call), arguments(call)
            name = last_name(function)
            owner = text(receiver(function)) if function is not None and function.type == "selector_expression" else ""
            match = None
            if name == "SetCookie" and len(given) == 7:
                match = self._gin(call, given)
            elif name == "new" and given and text(given[0]) == "http.Cookie":
                match = self._built(call)
            elif (
                name == "Secure" and given and text(given[0]) == "false" and "gorilla/csrf" in self.of_package(owner)[1]
            ):
                match = self.match(call, "csrf", ["Secure"], Severity.WARNING)
            elif (
                (name == "NewCookieStore" and "gorilla/sessions" in code)
                or (name == "NewStore" and owner == "cookie" and "gin-contrib/sessions" in code)
            ) and not re.search(r"\.Options\b|sessions\.Options\{", code):
                match = self.match(
                    call,
                    "session",
                    ["HttpOnly"] if name == "NewCookieStore" else ["HttpOnly", "Secure"],
                    Severity.WARNING,
                    Confidence.MEDIUM,
                )
            if match:
                yield match
        for node in walk(self.root, frozenset({"assignment_statement"})):
            left, right = text(node.child_by_field_name("left")), text(node.child_by_field_name("right"))
            found = re.search(r"\.Cookie\.(Secure|HttpOnly)$", left)
            if found and right == "false":
                yield self.match(node, "session", [found.group(1)], Severity.WARNING)

    def _literal(self, literal: tree_sitter.Node) -> Match | None:
        keys = self.fields(literal)
        function = enclosing_function(literal)
        around = text(function) if function is not None else self.file.text
        variable = self.variable(literal)
        if self._is_request(literal, variable, around):
            return None
        later = self.later(variable, around)
        if "Name" not in keys and "Name" not in later:
            return None
        name = self.name(keys["Name"]) if "Name" in keys else later["Name"].strip('"`')
        value = text(keys.get("Value")) or later.get("Value", "")
        if _is_deletion(
            value,
            text(keys.get("MaxAge")) or later.get("MaxAge", ""),
            text(keys.get("Expires")) or later.get("Expires", ""),
        ):
            return None
        return self.judge(literal, name, value, self._go_flags(keys, later))

    def _built(self, call: tree_sitter.Node) -> Match | None:
        function = enclosing_function(call)
        around = text(function) if function is not None else self.file.text
        variable = self.variable(call)
        later = self.later(variable, around)
        if "Name" not in later or self._is_request(call, variable, around):
            return None
        if _is_deletion(later.get("Value", ""), later.get("MaxAge", ""), later.get("Expires", "")):
            return None
        return self.judge(call, later["Name"].strip('"`'), later.get("Value", ""), self._go_flags({}, later))

    def _go_flags(self, keys: dict[str, tree_sitter.Node], later: dict[str, str]) -> Flags:
        flags: Flags = {}
        for label, one in (
            ("HttpOnly", "HttpOnly"),
            ("HTTPOnly", "HttpOnly"),
            ("Secure", "Secure"),
            ("SameSite", "SameSite"),
        ):
            if label in keys:
                flags[one] = self.flag(keys[label]) if one != "SameSite" else True
            if label in later:
                flags[one] = later[label].strip() != "false"
        return flags

    def _is_request(self, node: tree_sitter.Node, variable: str, around: str) -> bool:
        """Whether the cookie goes with a request of ours: it is then not set, but sent back."""
        parent = node.parent
        while parent is not None and parent.type in {"unary_expression", "argument_list"}:
            parent = parent.parent
        if (
            parent is not None
            and parent.type == "call_expression"
            and last_name(called(parent)) in {"AddCookie", "SetCookies"}
        ):
            return True
        return bool(variable and re.search(rf"\bAddCookie\(&?{re.escape(variable)}\)", around))

    def _session(self, literal: tree_sitter.Node, labels: dict[str, str], always: tuple[str, ...] = ()) -> Match | None:
        keys = self.fields(literal)
        function = enclosing_function(literal)
        later = self.later(self.variable(literal), text(function) if function is not None else self.file.text)
        if text(keys.get("MaxAge")).startswith("-"):
            return None
        flags: Flags = {
            one: self.flag(keys[label]) for label, one in labels.items() if label in keys and one != "SameSite"
        }
        flags |= {one: later[label].strip() != "false" for label, one in labels.items() if label in later}
        if any(label in keys and one == "SameSite" for label, one in labels.items()):
            flags["SameSite"] = True
        return self.judge(literal, "session", "", flags, always, sensitive=True)

    def _gin(self, call: tree_sitter.Node, given: list[tree_sitter.Node]) -> Match | None:
        if _is_deletion(text(given[1]), text(given[2]), ""):
            return None
        flags: Flags = {
            "Secure": self.flag(given[5]),
            "HttpOnly": self.flag(given[6]),
            "SameSite": "SetSameSite(" in self.file.text,
        }
        return self.judge(call, self.name(given[0]), text(given[1]), flags)


def _is_deletion(value: str, max_age: str, expires: str) -> bool:
    """Whether a cookie is set to take it away: nothing in it can be read."""
    if max_age.strip() in {"0", "-1"} or max_age.strip().startswith("-"):
        return True
    if re.fullmatch(
        r"0|new Date\((0|1)\)|time\.Unix\(0, ?0\)|time\.Time\{\}|[\"'].*1970.*[\"']|new Date\(Date\.now\(\) ?- ?\w+\)|.*AddDate\(-.*|.*\.Add\(-.*",
        expires.strip(),
    ):
        return True
    return value.strip() in {"''", '""', "``", "None", "null", "undefined"} or bool(
        re.fullmatch(r"(?i)[\"'`](logged_?out|deleted?|invalid|none|expired)[\"'`]", value.strip())
    )


def _headers(cookies: _Cookies) -> Iterator[Match]:
    """``Set-Cookie`` written out by hand: a header's name beside a text with the cookie."""
    if not re.search(rb"(?i)[\"'`]set-cookie[\"'`]", cookies.file.data):
        return
    for node in walk(cookies.root, STRINGS):
        if (string_value(node) or "").lower() != "set-cookie":
            continue
        holder = node.parent
        while holder is not None and holder.type in {"literal_element", "expression_list"}:
            holder = holder.parent
        if holder is None:
            continue
        value: tree_sitter.Node | None = None
        if holder.type in {"subscript", "subscript_expression", "index_expression"}:
            outer = holder.parent
            while outer is not None and outer.type == "expression_list":
                outer = outer.parent
            value = outer.child_by_field_name("right") if outer is not None else None
        elif holder.type in {"pair", "keyed_element"}:
            value = holder.named_children[-1]
        else:
            following = [child for child in holder.named_children if child.start_byte > node.start_byte]
            value = following[0] if following else None
        if value is None:
            continue
        parts = list(walk(value, STRINGS))
        written = text(value)
        found = re.match(r"[^\"'`\w]*(?:[rbfu]{0,2})[\"'`]\s*([\w.-]+)=", written) if parts else None
        if found is None or value.type in CALLS:
            continue
        lowered = written.lower()
        if re.search(r"max-age=(0|-)|1970|=\s*;|=deleted", lowered):
            continue
        flags: Flags = {one: True for one in _ALL if re.search(rf"(?:^|[;\s,\"'`]){one.lower()}(?:\b|$)", lowered)}
        if (
            not flags
            and re.search(r"[+]|\$\{|%s|\{\w*(attr|opt|flag|suffix)\w*\}", written)
            and re.search(r"(?i)attr|options|flags|suffix", written)
        ):
            continue
        flag = re.match(r"\s*[\w.-]+=(\w+)\s*(?:;|$)", string_value(parts[0]) or "")
        match = cookies.judge(node, found.group(1), f'"{flag[1]}"' if flag else written, flags)
        if match:
            yield match
