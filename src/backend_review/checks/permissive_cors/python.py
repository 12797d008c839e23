"""CORS in Python: Starlette, Flask-CORS, django-cors-headers, aiohttp and Sanic, Socket.IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    STRINGS,
    arguments,
    bare,
    called,
    last_name,
    receiver,
    string_value,
    text,
    walk,
)
from backend_review.checks.permissive_cors.origins import ANY, Cors, read_only
from backend_review.finding import Match
from backend_review.project.developers import is_developers_place


class Python(Cors):
    def find(self) -> Iterator[Match]:
        code = self.file.text
        middleware = {"CORSMiddleware", *re.findall(r"\bCORSMiddleware\s+as\s+(\w+)", code)}
        for call in walk(self.root, CALLS):
            function, given = called(call), arguments(call)
            name = last_name(function)
            first = last_name(given[0]) if given else ""
            found = None
            by_name = re.search(r"middleware_class\s*=\s*(\w+)", text(call)) if name == "add_middleware" else None
            if (
                name in {*middleware, "CORSConfig"}
                or (by_name and by_name.group(1) in middleware)
                or (name in {"add_middleware", "Middleware"} and first in middleware)
            ):
                found = self._starlette(call)
            elif name in {"CORS", "cross_origin", "init_app", "cors", "route_cors"} and re.search(
                r"flask_cors|quart_cors|sanic_cors|sanic_ext", code
            ):
                found = self._flask(call, name, text(receiver(function)))
            elif name in {"SocketIO", "AsyncServer", "Server"} and "cors_allowed_origins" in text(call):
                found = self._socketio(call)
            elif name == "ResourceOptions" and "aiohttp_cors" in code:
                found = self._aiohttp(call)
            elif name == "cors_middleware" and re.search(r"allow_all\s*=\s*True", text(call)):
                found = self.match(
                    call, "allow_all=True", ANY, bool(re.search(r"allow_credentials\s*=\s*True", text(call)))
                )
            if found:
                yield found
        yield from self._settings()
        for function in walk(self.root, frozenset({"function_definition"})):
            if text(function.child_by_field_name("name")) == "check_origin":
                body = text(function.child_by_field_name("body")).strip()
                if re.fullmatch(r"(?s)(?:(\"\"\"|''').*?\1\s*)?(?:#[^\n]*\s*)*return True", body):
                    place = next(walk(function, frozenset({"return_statement"})), function)
                    found = self.match(place, "check_origin", ANY, socket=True)
                    if found:
                        yield found

    def _starlette(self, call: tree_sitter.Node) -> Match | None:
        keys, _, _ = self.keywords(call)
        credentials = "allow_credentials" in keys and self._on(keys["allow_credentials"])
        for label in ("allow_origins", "allow_origin_regex", "allow_origin"):
            if label in keys:
                kind = self.lets_in(keys[label], pattern=label.endswith("regex"))
                if kind and not (kind == ANY and not credentials and read_only(keys.get("allow_methods"))):
                    return self.match(self._place(keys[label], call), f"{label}={text(keys[label])}", kind, credentials)
        return None

    def _place(self, value: tree_sitter.Node, call: tree_sitter.Node) -> tree_sitter.Node:
        """The argument if it is in the call, else (it came by ``**options``) the call."""
        return value if call.start_byte <= value.start_byte < call.end_byte else call

    def _on(self, node: tree_sitter.Node) -> bool:
        value = text(node)
        return value == "True" or self.constant(value) == "True" if re.fullmatch(r"\w+", value) else False

    def _flask(self, call: tree_sitter.Node, name: str, owner: str) -> Match | None:
        keys, _, known = self.keywords(call)
        if name == "init_app" and "cors" not in owner.lower():
            return None
        if name in {"cors", "route_cors"} and "quart_cors" not in self.file.text:
            return None
        credentials = any(
            label in keys and self._on(keys[label]) for label in ("supports_credentials", "allow_credentials")
        )
        kind = None
        what = name
        place: tree_sitter.Node = call
        for label in ("origins", "origin", "allow_origin"):
            if label in keys:
                kind, what, place = (
                    self.lets_in(keys[label]),
                    f"{label}={text(keys[label])}",
                    self._place(keys[label], call),
                )
                break
        else:
            resources = bare(keys.get("resources"))
            if resources is not None and resources.type == "identifier":
                resources = next(iter(self.holders(text(resources))), None)
            if resources is not None and resources.type == "dictionary":
                for pair in walk(resources, frozenset({"pair"})):
                    if string_value(pair.child_by_field_name("key")) == "origins":
                        kind = self.lets_in(pair.child_by_field_name("value"))
                        if kind:
                            what, place = (
                                f"origins: {text(pair.child_by_field_name('value'))}",
                                self._place(pair, call),
                            )
                            break
                if re.search(r"[\"']supports_credentials[\"']\s*:\s*True", text(resources)):
                    credentials = True
                if kind is None and not re.search(r"[\"']origins?[\"']", text(resources)):
                    kind = ANY
            elif (known and resources is not None and resources.type in STRINGS | {"list"}) or (
                known and name == "cross_origin" and "send_wildcard" not in keys
            ):
                kind = ANY
        if kind is None or (
            not credentials and (read_only(keys.get("methods")) or read_only(keys.get("allow_methods")))
        ):
            return None
        return self.match(place, what, kind, credentials)

    def _socketio(self, call: tree_sitter.Node) -> Match | None:
        keys, _, _ = self.keywords(call)
        if self.lets_in(keys.get("cors_allowed_origins")) == ANY:
            return self.match(keys["cors_allowed_origins"], "cors_allowed_origins", ANY, socket=True)
        return None

    def _aiohttp(self, call: tree_sitter.Node) -> Match | None:
        pair = call.parent
        if pair is None or pair.type != "pair" or string_value(pair.child_by_field_name("key")) != "*":
            return None
        keys, _, _ = self.keywords(call)
        credentials = "allow_credentials" in keys and self._on(keys["allow_credentials"])
        if not credentials and read_only(keys.get("allow_methods")):
            return None
        return self.match(pair, '"*": ResourceOptions', ANY, credentials)

    def _settings(self) -> Iterator[Match]:
        if is_developers_place(self.file.path):
            return
        code = self.file.text
        for node in walk(self.root, frozenset({"assignment"})):
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            name = last_name(left)
            found = None
            if right is None or not re.search(r"(?i)cors|origins?", name):
                continue
            credentials = bool(
                re.search(r"(?m)^\s*CORS_ALLOW_CREDENTIALS\s*=\s*True|CORS_SUPPORTS_CREDENTIALS\W+True", code)
            )
            if name in {"CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"}:
                # Set again further down: the last word counts.
                if text(right) == "True" and not re.search(rf"(?m)^{name}\s*=", code[node.end_byte :]):
                    found = self.match(node, f"{name} = True", ANY, credentials)
            elif name in {"CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"}:
                if self.lets_in(right, pattern=True):
                    found = self.match(node, f"{name} = {text(right)}", ANY, credentials)
            elif (
                name in {"CORS_ORIGINS", "CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST", "CORS_ALLOW_ORIGIN"}
                and left is not None
            ):
                kind = self.lets_in(right)
                if kind and "CORSMiddleware" not in code:
                    found = self.match(node, f"{text(left)} = {text(right)}", kind, credentials)
            elif (
                left is not None
                and self._in_settings_class(node)
                and re.search(r"(?i)^(backend_)?(cors_?)?(allow(ed)?_?)?origins?$|cors_.*origins?$", name)
            ):
                kind = self.lets_in(right)
                if kind:
                    found = self.match(node, f"{name} = {text(right)}", kind)
            if found:
                yield found

    def _in_settings_class(self, node: tree_sitter.Node) -> bool:
        current: tree_sitter.Node | None = node
        while current is not None and current.type not in {"class_definition", "function_definition"}:
            current = current.parent
        if current is None or current.type == "function_definition":
            return False
        head = text(current.child_by_field_name("name")) + text(current.child_by_field_name("superclasses"))
        return bool(re.search(r"(?i)settings|config", head))
