"""CORS in JavaScript and TypeScript: the cors packages of Express, Koa, Fastify, Hono and NestJS, Socket.IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    arguments,
    bare,
    called,
    last_name,
    string_value,
    text,
    walk,
)
from backend_review.checks.permissive_cors.origins import ANY, REFLECT, Cors, read_only
from backend_review.finding import Match

_CORS_MODULES = r"(?:cors|@koa/cors|koa2-cors|kcors|koa-cors|hono/cors|@hono/cors|@fastify/cors|fastify-cors)"


class JavaScript(Cors):
    def find(self) -> Iterator[Match]:
        code = self.file.text
        bound: dict[str, str] = {}
        for name, module in re.findall(
            rf"(?:import\s+(?:\*\s+as\s+)?|const\s+|let\s+|var\s+)(\w+)\s*(?::\s*\w+\s*)?(?:from|=\s*(?:await\s+import|require)\()\s*['\"]({_CORS_MODULES})['\"]",
            code,
        ):
            bound[name] = module
        for name, module in re.findall(rf"import\s+(\w+)\s*=\s*require\(\s*['\"]({_CORS_MODULES})['\"]", code):
            bound[name] = module
        for names, module in re.findall(
            rf"\{{([^}}\n]*)\}}\s*(?:from|=\s*require\()\s*['\"]({_CORS_MODULES})['\"]", code
        ):
            for part in names.replace(":", " ").split(","):
                if part.split() and "cors" in part:
                    bound[part.split()[-1]] = module
        for call in walk(self.root, CALLS):
            function, given = called(call), arguments(call)
            if function is None:
                continue
            name = last_name(function)
            found = None
            if function.type == "identifier" and name in bound:
                found = self._cors(call, given, name)
            elif function.type == "call_expression" and re.fullmatch(
                rf"require\(['\"]{_CORS_MODULES}['\"]\)", text(function)
            ):
                found = self._cors(call, given, "cors")
            elif name == "enableCors":
                found = self._cors(call, given, "enableCors")
            elif (
                name == "register"
                and given
                and (text(given[0]) in bound or re.search(rf"['\"]{_CORS_MODULES}['\"]", text(given[0])))
            ):
                found = self._cors(call, given[1:], text(given[0]))
            elif name in {"create", "WebSocketGateway", "ApolloServer"}:
                found = self._switch(call, given)
            if found:
                yield found
        yield from self._nested()

    def _cors(self, call: tree_sitter.Node, given: list[tree_sitter.Node], name: str) -> Match | None:
        if not given:
            return self.match(call, f"{name}()" if re.fullmatch(r"\w+", name) else "cors", ANY)
        options = bare(given[0])
        if options is None:
            return None
        if options.type in {"arrow_function", "function_expression"} or (
            options.type == "identifier" and not self.holders(text(options))
        ):
            kind = self.lets_in(options) if options.type != "arrow_function" or "origin" in text(options) else None
            return self.match(call, name, kind) if kind == REFLECT else None
        return self._options(call, options, name)

    def _options(self, call: tree_sitter.Node, options: tree_sitter.Node, name: str) -> Match | None:
        keys: dict[str, tree_sitter.Node] = {}
        known = self.read(options, keys, call)
        credentials = text(bare(keys.get("credentials"))) == "true"
        origin = keys.get("origin")
        if origin is None:
            if not known or self._has_method(options, "origin"):
                kind = self._method_origin(options)
                return self.match(call, "origin", kind, credentials) if kind else None
            if read_only(keys.get("methods") or keys.get("allowmethods")) and not credentials:
                return None
            return self.match(call, f"{name}() without an origin", ANY, credentials)
        kind = self.lets_in(origin)
        if kind is None or (
            kind == ANY and not credentials and read_only(keys.get("methods") or keys.get("allowmethods"))
        ):
            return None
        place = origin if call.start_byte <= origin.start_byte < call.end_byte else call
        shown = text(origin) if origin.type not in {"arrow_function", "function_expression"} else "(…) => true"
        return self.match(place, f"origin: {shown}", kind, credentials)

    def _object(self, options: tree_sitter.Node) -> tree_sitter.Node | None:
        if options.type == "object":
            return options
        return next((bare(value) for value in self.holders(last_name(options)) if value.type == "object"), None)

    def _has_method(self, options: tree_sitter.Node, name: str) -> bool:
        found = self._object(options)
        return found is not None and any(
            item.type == "method_definition" and text(item.child_by_field_name("name")) == name
            for item in found.named_children
        )

    def _method_origin(self, options: tree_sitter.Node) -> str | None:
        found = self._object(options)
        for item in found.named_children if found is not None else ():
            if item.type == "method_definition" and text(item.child_by_field_name("name")) == "origin":
                return self.function_lets_in(item)
        return None

    def _switch(self, call: tree_sitter.Node, given: list[tree_sitter.Node]) -> Match | None:
        """``{ cors: true }`` of Nest's application and gateways."""
        for item in given:
            keys: dict[str, tree_sitter.Node] = {}
            if item.type == "object" and self.read(item, keys, call) is not None and text(keys.get("cors")) == "true":
                socket = last_name(called(call)) == "WebSocketGateway"
                return self.match(keys["cors"], "cors: true", ANY, socket=socket)
        return None

    def _nested(self) -> Iterator[Match]:
        """``cors: { origin: "*" }`` among the options of any server."""
        for pair in walk(self.root, frozenset({"pair"})):
            if (string_value(pair.child_by_field_name("key")) or text(pair.child_by_field_name("key"))) != "cors":
                continue
            value = bare(pair.child_by_field_name("value"))
            if value is None:
                continue
            if value.type == "true" and re.search(r"['\"]@?hapi(/hapi)?['\"]", self.file.text):
                found = self.match(pair, "cors: true", ANY)
                if found:
                    yield found
                continue
            if value.type not in {"object", "identifier"}:
                continue
            keys: dict[str, tree_sitter.Node] = {}
            self.read(value, keys, pair)
            if "origin" not in keys:
                continue
            kind = self.lets_in(keys["origin"])
            if kind is None:
                continue
            outer = pair.parent.parent if pair.parent is not None else None
            place = keys["origin"] if pair.start_byte <= keys["origin"].start_byte < pair.end_byte else pair
            around = text(outer.parent) if outer is not None and outer.parent is not None else ""
            socket = bool(re.search(r"WebSocketGateway|new (Server|SocketIO\w*)\(|socket\.io|\bio\(", around[:200]))
            credentials = text(keys.get("credentials")) == "true"
            shown = (
                text(keys["origin"])
                if keys["origin"].type not in {"arrow_function", "function_expression"}
                else "(…) => true"
            )
            found = self.match(place, f"origin: {shown}", kind, credentials, socket=socket and not credentials)
            if found:
                yield found
