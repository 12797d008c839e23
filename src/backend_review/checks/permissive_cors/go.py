"""CORS in Go: rs/cors, gin, Echo, Fiber and chi, upgrades to websockets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    arguments,
    called,
    enclosing_function,
    last_name,
    receiver,
    text,
    walk,
)
from backend_review.checks.permissive_cors.origins import ANY, REFLECT, Cors, read_only
from backend_review.finding import Match


class Go(Cors):
    def find(self) -> Iterator[Match]:
        for literal in walk(self.root, frozenset({"composite_literal"})):
            kind, package = self.of_package(text(literal.child_by_field_name("type")))
            found = None
            if kind in {
                "cors.Config",
                "cors.Options",
                "middleware.CORSConfig",
                "handlers.CORSOption",
            }:
                found = self._config(literal, kind, package)
            elif kind == "websocket.Upgrader":
                keys = self.fields(literal)
                if "CheckOrigin" in keys and self.lets_in(keys["CheckOrigin"]) == REFLECT:
                    found = self.match(keys["CheckOrigin"], "CheckOrigin", ANY, socket=True)
            elif kind == "websocket.AcceptOptions":
                keys = self.fields(literal)
                if text(keys.get("InsecureSkipVerify")) == "true" or self.lets_in(keys.get("OriginPatterns")) == ANY:
                    found = self.match(literal, "websocket.AcceptOptions", ANY, socket=True)
            if found:
                yield found
        for call in walk(self.root, CALLS):
            found = self._call(call)
            if found:
                yield found
        for node in walk(self.root, frozenset({"assignment_statement"})):
            found = self._assigned(node)
            if found:
                yield found

    def _call(self, call: tree_sitter.Node) -> Match | None:
        function, given = called(call), arguments(call)
        if function is None or function.type != "selector_expression":
            return None
        what, code = self.of_package(text(function))
        if what == "cors.Default" and ("gin-contrib/cors" in code or "rs/cors" in code):
            return self.match(call, "cors.Default()", ANY)
        if what == "cors.AllowAll":
            return self.match(call, "cors.AllowAll()", ANY)
        if what == "cors.New" and not given and "gofiber" in code:
            return self.match(call, "cors.New()", ANY)
        if what.endswith("iddleware.CORS") and not given and "labstack/echo" in code:
            return self.match(call, "middleware.CORS()", ANY)
        if what.endswith("CORSWithConfig") and given and text(given[0]).endswith("DefaultCORSConfig"):
            return self.match(call, "DefaultCORSConfig", ANY)
        if "gorilla/handlers" not in code:
            return None
        credentials = ".AllowCredentials()" in self.file.text
        if what == "handlers.CORS" and not given:
            return self.match(call, "handlers.CORS()", ANY)
        if what == "handlers.AllowedOrigins" and given and self.lets_in(given[0]) == ANY:
            return self.match(call, what, ANY, credentials)
        if what == "handlers.AllowedOriginValidator" and given and self.lets_in(given[0]) == REFLECT:
            return self.match(call, what, REFLECT, credentials)
        return None

    def _config(self, literal: tree_sitter.Node, kind: str, package: str) -> Match | None:
        keys = self.fields(literal)
        code = self.file.text
        function = enclosing_function(literal)
        later = self.later(self.variable(literal), text(function) if function is not None else code)
        credentials = text(keys.get("AllowCredentials")) == "true" or later.get("AllowCredentials") == "true"
        if text(keys.get("AllowAllOrigins")) == "true":
            return self.match(
                literal if not keys else keys["AllowAllOrigins"], "AllowAllOrigins: true", ANY, credentials
            )
        said = False
        for label in (
            "AllowOriginFunc",
            "AllowOriginsFunc",
            "AllowOriginRequestFunc",
            "AllowOriginVaryRequestFunc",
            "AllowOriginWithContextFunc",
            "UnsafeAllowOriginFunc",
        ):
            if label in keys or label in later:
                said = True
                if self.lets_in(keys.get(label)) == REFLECT:
                    return self.match(keys[label], label, REFLECT, credentials)
        for label in ("AllowOrigins", "AllowedOrigins"):
            if label in keys or label in later:
                said = True
                found = self.lets_in(keys.get(label))
                if found and not (
                    found == ANY
                    and not credentials
                    and read_only(keys.get("AllowMethods") or keys.get("AllowedMethods"))
                ):
                    return self.match(keys[label], f"{label}: {text(keys[label])}", found, credentials)
        fiber_or_echo = kind.endswith("CORSConfig") or "gofiber" in package
        if (
            not said
            and "AllowAllOrigins" not in later
            and (fiber_or_echo or kind == "cors.Options")
            and not self.variable(literal)
        ):
            return self.match(literal, f"{kind} without origins", ANY, credentials)
        return None

    def _assigned(self, node: tree_sitter.Node) -> Match | None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return None
        target = left.named_children[0] if left.type == "expression_list" else left
        value = right.named_children[0] if right.type == "expression_list" else right
        if target.type != "selector_expression":
            return None
        name, owner = last_name(target), text(receiver(target))
        function = enclosing_function(node)
        later = self.later(owner, text(function) if function is not None else self.file.text)
        credentials = later.get("AllowCredentials", "").strip() == "true"
        if name == "AllowAllOrigins" and text(value) == "true":
            return self.match(node, f"{owner}.AllowAllOrigins = true", ANY, credentials)
        if (
            name in {"AllowOrigins", "AllowedOrigins"}
            and re.search(r"cors|CORS", self.file.text)
            and self.lets_in(value) == ANY
        ):
            return self.match(node, f"{owner}.{name}", ANY, credentials)
        if name in {"AllowOriginFunc", "AllowOriginsFunc"} and self.lets_in(value) == REFLECT:
            return self.match(node, f"{owner}.{name}", REFLECT, credentials)
        if name == "CheckOrigin" and self.lets_in(value) == REFLECT:
            return self.match(node, f"{owner}.CheckOrigin", ANY, socket=True)
        return None
