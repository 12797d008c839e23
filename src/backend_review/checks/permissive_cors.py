"""CORS rules that let every website in: what each library is told, what it does when told nothing, headers by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import tree_sitter

from backend_review.backend import Backend
from backend_review.checks._code import Code
from backend_review.checks._cors_settings import from_settings
from backend_review.checks._trees import (
    CALLS,
    STRINGS,
    arguments,
    bare,
    called,
    enclosing_function,
    last_name,
    receiver,
    string_value,
    text,
    walk,
)
from backend_review.finding import Confidence, Match, Position, Severity
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_QUICK = re.compile(
    rb"(?i)\bcors|access-?control-?allow-?origin|check_?origin|allowed_?origins|cross_origin|AcceptOptions|socket\.io|allow_?origins"
)
_ANY, _REFLECT, _DEFAULT = "any", "reflect", "default"
_MATCH_ALL = re.compile(
    r"[\^(?:]*(?:https?\??|http\(s\)\?|https\?)?(?::(?:\\?/){2})?\(?(?:\.\*|\.\+|\[\\s\\S\]\*)\)*\$?"
)
_DEV_PLACE = re.compile(r"(^|[/_.-])(dev|devel|develop|development|local|localhost|test|tests|testing|ci)([/_.-]|$)")
_ORIGIN_READ = re.compile(
    r"""(?i)headers?(?:\(\))?\s*(?:\.get)?\s*[.\[(]+\s*["'`]?origin\b|\b(?:get|header|GetHeader|getheader|get_header|Get|GetReqHeader|Peek)\(\s*["'`]origin["'`]"""
    r"""|HTTP_ORIGIN|Header(?:\(\))?\.Get\(\s*(?:"Origin"|echo\.HeaderOrigin|fiber\.HeaderOrigin)|\.Get\(\s*(?:fiber|echo)\.HeaderOrigin"""
)
_CHECKED = re.compile(
    r"(?i)\b\w*(allow|valid|check|trust|permit|match|white_?list|includes|contains|indexof|\bhas|\btest|equal|endswith|startswith|hasprefix|hassuffix|fullmatch|find|some|search|same)\w*\s*[.(\[]"
)
_OUTBOUND = re.compile(
    r"^(?:await\s+)?(?:fetch|axios|\$http|requests|httpx|superagent|got|client|session|api|instance|self\.session|this\.http\w*)\b(?!\()"
)


def find(file: SourceFile) -> Iterator[Match]:
    if not _QUICK.search(file.data) or file.path.endswith((".jsx", ".tsx")):
        return
    code = {"python": _Python, "go": _Go}.get(file.language, _JavaScript)(file)
    seen: set[int] = set()
    for match in (*code.find(), *_headers(code)):
        if match.start.line not in seen:
            seen.add(match.start.line)
            yield match


def judge(backend: Backend) -> Iterator[Match]:
    """What only several files show: the origins of another file's settings."""
    yield from from_settings(backend)


class _Cors(Code):
    """What the languages share: what an origin setting lets in, and the finding."""

    def find(self) -> Iterator[Match]:
        raise NotImplementedError

    def holders(self, name: str) -> list[tree_sitter.Node]:
        """What a name is given in the file."""
        kinds = frozenset(
            {
                "assignment",
                "variable_declarator",
                "public_field_definition",
                "field_definition",
                "pair",
                "short_var_declaration",
                "var_spec",
                "const_spec",
            }
        )
        found = []
        for node in walk(self.root, kinds):
            left = (
                node.child_by_field_name("left")
                or node.child_by_field_name("name")
                or node.child_by_field_name("property")
                or node.child_by_field_name("key")
            )
            right = node.child_by_field_name("right") or node.child_by_field_name("value")
            if left is not None and left.type == "expression_list":
                left = left.named_children[0]
            if right is not None and right.type == "expression_list":
                right = right.named_children[0]
            if right is not None and last_name(left) == name:
                found.append(right)
        return found

    def lets_in(self, node: tree_sitter.Node | None, depth: int = 0, pattern: bool = False) -> str | None:
        """Whom an origin setting lets in: everyone, whoever asks, everyone unless told otherwise; None if it is a list or not known."""
        node = bare(node)
        if node is None or depth > 4:
            return None
        literal = string_value(node)
        if literal is not None:
            if pattern or node.type == "regex":
                return _ANY if _MATCH_ALL.fullmatch(literal) else None
            return (
                _ANY
                if literal.strip() in {"*", ".*", "^.*$", r"^.*"}
                or "*" in [part.strip() for part in literal.split(",")]
                else None
            )
        if node.type == "regex":
            return _REFLECT if _MATCH_ALL.fullmatch(text(node).rpartition("/")[0].lstrip("/")) else None
        if node.type in {"list", "array", "tuple", "set", "composite_literal", "literal_value"}:
            parts = [text(part).strip("\"'`{} ") for part in node.named_children]
            if node.type == "composite_literal":
                parts = [text(part).strip("\"'` ") for part in walk(node, STRINGS)]
            if {"http://*", "https://*"} <= set(parts) or "*" in parts:
                return _ANY
            for part in node.named_children:
                if node.type != "composite_literal" and (inner := self.lets_in(part, depth + 1, pattern)):
                    return inner
            return None
        if node.type == "true":
            return _REFLECT
        if node.type in {
            "arrow_function",
            "function_expression",
            "func_literal",
            "function_declaration",
            "lambda",
        }:
            return self.function_lets_in(node)
        if node.type in {"binary_expression", "boolean_operator"} and text(node.child_by_field_name("operator")) in {
            "||",
            "??",
            "or",
        }:
            return _DEFAULT if self.lets_in(node.child_by_field_name("right"), depth + 1) else None
        if node.type in CALLS:
            return self._call_lets_in(node, depth)
        if node.type in {"identifier", "attribute", "member_expression", "selector_expression"}:
            given = self.holders(last_name(node))
            if not given and node.type == "identifier":
                for function in walk(self.root, frozenset({"function_declaration"})):
                    if text(function.child_by_field_name("name")) == text(node):
                        return self.function_lets_in(function)
            verdicts = {
                self.lets_in(value, depth + 1, pattern)
                for value in given
                if text(value) != text(node) and value.type != "true"
            }
            return verdicts.pop() if len(verdicts) == 1 else None
        return None

    def _call_lets_in(self, node: tree_sitter.Node, depth: int) -> str | None:
        function = called(node)
        name, given = last_name(function), arguments(node)
        if name == "split" and function is not None:
            inner = self.lets_in(receiver(function), depth + 1)
            return _DEFAULT if inner else None
        if re.fullmatch(
            r"(?i)getenv|get|env|list|str|config|field|get_env|env_list|csv|getOrDefault|getenvordefault",
            name,
        ):
            values = [
                item.child_by_field_name("value") if item.type == "keyword_argument" else item
                for item in given
                if item.type != "keyword_argument" or text(item.child_by_field_name("name")) in {"default", "fallback"}
            ]
            if name == "Field" and values:
                return self.lets_in(values[0], depth + 1)
            return _DEFAULT if values[1:] and self.lets_in(values[-1], depth + 1) else None
        return None

    def function_lets_in(self, node: tree_sitter.Node) -> str | None:
        """Whether an origin callback says yes to everyone."""
        code = text(node.child_by_field_name("body"))
        parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        names = (
            re.findall(r"[A-Za-z_$][\w$]*", re.sub(r":\s*[\w.<>|\[\]() =]+", "", text(parameters)))
            if parameters is not None
            else []
        )
        whole = " ".join(code.split()).strip("{} ;")
        if self.file.language == "go":
            return (
                _REFLECT
                if re.fullmatch(
                    r"(?://[^\n]*\n\s*)*return true(?:, ?nil)?",
                    re.sub(r"//[^\n]*", "", code).strip("{} \n\t;"),
                )
                else None
            )
        if re.fullmatch(r"(?:return )?(?:true|\"\*\"|'\*')", whole):
            return _REFLECT if "true" in whole else _ANY
        if _CHECKED.search(re.sub(r"callback\(|cb\(", "", code)) or re.search(
            r"===|!==|==|\?[^.?:]*:|switch|await|new Error|null, ?false|Error\(|\[\w*origin\]", code
        ):
            return None
        if names and re.fullmatch(rf"(?:return )?{re.escape(names[0])}", whole):
            return _REFLECT
        if len(names) >= 2 and re.search(
            rf"\b{re.escape(names[-1])}\(\s*null,\s*(?:true|{re.escape(names[0])}|['\"]\*['\"]|\{{\s*origin:\s*true)",
            code,
        ):
            return _REFLECT
        if _ORIGIN_READ.search(code) or re.search(r"ctx\.(?:request\.)?headers?\.origin", code):
            return _REFLECT
        return None

    def match(
        self, place: tree_sitter.Node, what: str, kind: str, credentials: bool = False, socket: bool = False
    ) -> Match | None:
        if self.in_dev_branch(place):
            return None
        what = " ".join(what.split())
        what = what if len(what) <= 60 else f"{what[:57]}..."
        severity, confidence = Severity.WARNING, None
        if socket:
            message = f"`{what}` lets any website open this socket with the visitor's cookies. Compare the origin with a list of your own."
        elif kind == _REFLECT:
            severity = Severity.ERROR
            message = f"`{what}` allows whichever origin asks, so any website can read the answers. Compare it with a list of your own origins first."
        elif kind == _DEFAULT:
            severity, confidence = Severity.INFO, Confidence.MEDIUM
            message = f"Unless configured otherwise, `{what}` lets any website read the answers. Make the default an empty list."
        elif credentials:
            severity = Severity.ERROR
            message = f"`{what}` with credentials opens this API to any website in the visitor's name. List the origins that need it."
        else:
            message = f"`{what}` lets any website read this API's answers. List the origins that need it."
        line, column = place.start_point
        end_line, end_column = place.end_point
        return Match(
            rule="permissive-cors",
            path=self.file.path,
            start=Position(line + 1, self.file.column_of_byte(line + 1, column + 1)),
            end=Position(end_line + 1, self.file.column_of_byte(end_line + 1, end_column + 1)),
            message=message,
            severity=severity,
            confidence=confidence,
        )


def _read_only(methods: tree_sitter.Node | None) -> bool:
    """Whether a list of methods names reading ones only: a public API marked so."""
    if methods is None:
        return False
    named = {word.upper() for word in re.findall(r"[A-Za-z]+", text(methods))} - {
        "STRING",
        "HTTP",
        "METHODGET",
        "METHODHEAD",
        "METHODOPTIONS",
        "FIBER",
    }
    return named <= {"GET", "HEAD", "OPTIONS"} and bool(re.search(r"(?i)get|head|options", text(methods)))


class _Python(_Cors):
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
                    call, "allow_all=True", _ANY, bool(re.search(r"allow_credentials\s*=\s*True", text(call)))
                )
            if found:
                yield found
        yield from self._settings()
        for function in walk(self.root, frozenset({"function_definition"})):
            if text(function.child_by_field_name("name")) == "check_origin":
                body = text(function.child_by_field_name("body")).strip()
                if re.fullmatch(r"(?s)(?:(\"\"\"|''').*?\1\s*)?(?:#[^\n]*\s*)*return True", body):
                    place = next(walk(function, frozenset({"return_statement"})), function)
                    found = self.match(place, "check_origin", _ANY, socket=True)
                    if found:
                        yield found

    def _starlette(self, call: tree_sitter.Node) -> Match | None:
        keys, _, _ = self.keywords(call)
        credentials = "allow_credentials" in keys and self._on(keys["allow_credentials"])
        for label in ("allow_origins", "allow_origin_regex", "allow_origin"):
            if label in keys:
                kind = self.lets_in(keys[label], pattern=label.endswith("regex"))
                if kind and not (kind == _ANY and not credentials and _read_only(keys.get("allow_methods"))):
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
                    kind = _ANY
            elif (known and resources is not None and resources.type in STRINGS | {"list"}) or (
                known and name == "cross_origin" and "send_wildcard" not in keys
            ):
                kind = _ANY
        if kind is None or (
            not credentials and (_read_only(keys.get("methods")) or _read_only(keys.get("allow_methods")))
        ):
            return None
        return self.match(place, what, kind, credentials)

    def _socketio(self, call: tree_sitter.Node) -> Match | None:
        keys, _, _ = self.keywords(call)
        if self.lets_in(keys.get("cors_allowed_origins")) == _ANY:
            return self.match(keys["cors_allowed_origins"], "cors_allowed_origins", _ANY, socket=True)
        return None

    def _aiohttp(self, call: tree_sitter.Node) -> Match | None:
        pair = call.parent
        if pair is None or pair.type != "pair" or string_value(pair.child_by_field_name("key")) != "*":
            return None
        keys, _, _ = self.keywords(call)
        credentials = "allow_credentials" in keys and self._on(keys["allow_credentials"])
        if not credentials and _read_only(keys.get("allow_methods")):
            return None
        return self.match(pair, '"*": ResourceOptions', _ANY, credentials)

    def _settings(self) -> Iterator[Match]:
        if _DEV_PLACE.search(self.file.path.lower()):
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
                    found = self.match(node, f"{name} = True", _ANY, credentials)
            elif name in {"CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"}:
                if self.lets_in(right, pattern=True):
                    found = self.match(node, f"{name} = {text(right)}", _ANY, credentials)
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


_CORS_MODULES = r"(?:cors|@koa/cors|koa2-cors|kcors|koa-cors|hono/cors|@hono/cors|@fastify/cors|fastify-cors)"


class _JavaScript(_Cors):
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
            return self.match(call, f"{name}()" if re.fullmatch(r"\w+", name) else "cors", _ANY)
        options = bare(given[0])
        if options is None:
            return None
        if options.type in {"arrow_function", "function_expression"} or (
            options.type == "identifier" and not self.holders(text(options))
        ):
            kind = self.lets_in(options) if options.type != "arrow_function" or "origin" in text(options) else None
            return self.match(call, name, kind) if kind == _REFLECT else None
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
            if _read_only(keys.get("methods") or keys.get("allowmethods")) and not credentials:
                return None
            return self.match(call, f"{name}() without an origin", _ANY, credentials)
        kind = self.lets_in(origin)
        if kind is None or (
            kind == _ANY and not credentials and _read_only(keys.get("methods") or keys.get("allowmethods"))
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
                return self.match(keys["cors"], "cors: true", _ANY, socket=socket)
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
                found = self.match(pair, "cors: true", _ANY)
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


class _Go(_Cors):
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
                if "CheckOrigin" in keys and self.lets_in(keys["CheckOrigin"]) == _REFLECT:
                    found = self.match(keys["CheckOrigin"], "CheckOrigin", _ANY, socket=True)
            elif kind == "websocket.AcceptOptions":
                keys = self.fields(literal)
                if text(keys.get("InsecureSkipVerify")) == "true" or self.lets_in(keys.get("OriginPatterns")) == _ANY:
                    found = self.match(literal, "websocket.AcceptOptions", _ANY, socket=True)
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
            return self.match(call, "cors.Default()", _ANY)
        if what == "cors.AllowAll":
            return self.match(call, "cors.AllowAll()", _ANY)
        if what == "cors.New" and not given and "gofiber" in code:
            return self.match(call, "cors.New()", _ANY)
        if what.endswith("iddleware.CORS") and not given and "labstack/echo" in code:
            return self.match(call, "middleware.CORS()", _ANY)
        if what.endswith("CORSWithConfig") and given and text(given[0]).endswith("DefaultCORSConfig"):
            return self.match(call, "DefaultCORSConfig", _ANY)
        if "gorilla/handlers" not in code:
            return None
        credentials = ".AllowCredentials()" in self.file.text
        if what == "handlers.CORS" and not given:
            return self.match(call, "handlers.CORS()", _ANY)
        if what == "handlers.AllowedOrigins" and given and self.lets_in(given[0]) == _ANY:
            return self.match(call, what, _ANY, credentials)
        if what == "handlers.AllowedOriginValidator" and given and self.lets_in(given[0]) == _REFLECT:
            return self.match(call, what, _REFLECT, credentials)
        return None

    def _config(self, literal: tree_sitter.Node, kind: str, package: str) -> Match | None:
        keys = self.fields(literal)
        code = self.file.text
        function = enclosing_function(literal)
        later = self.later(self.variable(literal), text(function) if function is not None else code)
        credentials = text(keys.get("AllowCredentials")) == "true" or later.get("AllowCredentials") == "true"
        if text(keys.get("AllowAllOrigins")) == "true":
            return self.match(
                literal if not keys else keys["AllowAllOrigins"], "AllowAllOrigins: true", _ANY, credentials
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
                if self.lets_in(keys.get(label)) == _REFLECT:
                    return self.match(keys[label], label, _REFLECT, credentials)
        for label in ("AllowOrigins", "AllowedOrigins"):
            if label in keys or label in later:
                said = True
                found = self.lets_in(keys.get(label))
                if found and not (
                    found == _ANY
                    and not credentials
                    and _read_only(keys.get("AllowMethods") or keys.get("AllowedMethods"))
                ):
                    return self.match(keys[label], f"{label}: {text(keys[label])}", found, credentials)
        fiber_or_echo = kind.endswith("CORSConfig") or "gofiber" in package
        if (
            not said
            and "AllowAllOrigins" not in later
            and (fiber_or_echo or kind == "cors.Options")
            and not self.variable(literal)
        ):
            return self.match(literal, f"{kind} without origins", _ANY, credentials)
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
            return self.match(node, f"{owner}.AllowAllOrigins = true", _ANY, credentials)
        if (
            name in {"AllowOrigins", "AllowedOrigins"}
            and re.search(r"cors|CORS", self.file.text)
            and self.lets_in(value) == _ANY
        ):
            return self.match(node, f"{owner}.{name}", _ANY, credentials)
        if name in {"AllowOriginFunc", "AllowOriginsFunc"} and self.lets_in(value) == _REFLECT:
            return self.match(node, f"{owner}.{name}", _REFLECT, credentials)
        if name == "CheckOrigin" and self.lets_in(value) == _REFLECT:
            return self.match(node, f"{owner}.CheckOrigin", _ANY, socket=True)
        return None


def _headers(code: _Cors) -> Iterator[Match]:
    """``Access-Control-Allow-Origin`` set by hand."""
    if not re.search(rb"(?i)access-?control-?allow-?origin", code.file.data):
        return
    kinds = STRINGS | {"selector_expression"}
    for node in walk(code.root, frozenset(kinds)):
        if node.type == "selector_expression":
            if not text(node).endswith(".HeaderAccessControlAllowOrigin"):
                continue
        elif (string_value(node) or "").lower() != "access-control-allow-origin":
            continue
        holder = node.parent
        while holder is not None and holder.type in {"literal_element", "expression_list"}:
            holder = holder.parent
        if holder is None or _is_outbound(holder):
            continue
        value: tree_sitter.Node | None
        if holder.type in {"subscript", "subscript_expression", "index_expression"}:
            outer = holder.parent
            while outer is not None and outer.type == "expression_list":
                outer = outer.parent
            value = outer.child_by_field_name("right") if outer is not None and "assignment" in outer.type else None
        elif holder.type in {"pair", "keyed_element"}:
            value = holder.named_children[-1]
        elif holder.type in {"argument_list", "arguments", "tuple", "array", "list"}:
            following = [child for child in holder.named_children if child.start_byte > node.start_byte]
            value = following[0] if following else None
        else:
            value = None
        while (
            value is not None
            and value.type in {"literal_element", "expression_list", "literal_value"}
            and value.named_children
        ):
            value = value.named_children[0]
        value = bare(value)
        if value is None or value == node:
            continue
        function = enclosing_function(node)
        around = (
            text(function)
            if function is not None
            else "\n".join(code.file.lines[max(0, node.start_point[0] - 12) : node.start_point[0] + 12])
        )
        kind = _header_kind(code, value, around, node)
        if kind is None:
            continue
        near = "\n".join(code.file.lines[max(0, node.start_point[0] - 12) : node.start_point[0] + 8])
        static = re.search(
            r"(?i)cache-control[^\n]*(?:max-age|immutable|public)|express\.static|serve_?static|\bsend(?:_?file)?\(|createReadStream|/fonts/|\bsetHeaders\b",
            near,
        )
        credentials = bool(re.search(r"(?i)allow-?credentials[\"'`]?\]?\s*[,:=)]\s*=?\s*[\[(\"'`{]*\s*true", around))
        found = code.match(node, f"Access-Control-Allow-Origin: {text(value)}", kind, credentials)
        if found and static and kind == _ANY and not credentials:
            found = msgspec.structs.replace(found, severity=Severity.INFO)  # files that anyone may load
        if found:
            yield found


def _header_kind(code: _Cors, value: tree_sitter.Node, around: str, node: tree_sitter.Node) -> str | None:
    if string_value(value) is not None:
        return _ANY if (string_value(value) or "").strip() == "*" else None
    if value.type in {"composite_literal", "list", "array", "tuple"}:
        return code.lets_in(value)
    own = text(value)
    variable = own if re.fullmatch(r"[\w$]+", own) else ""
    given = (
        re.findall(
            rf"(?<![\w.$]){re.escape(variable)}(?:\s*:\s*[\w |.]+)?(?:\s*,\s*\w+)*\s*:?=(?![=>])\s*([^\n]+)",
            around,
        )
        if variable
        else []
    )
    destructured = variable == "origin" and re.search(r"\{[^}]*\borigin\b[^}]*\}\s*=\s*\w+(?:\.\w+)*\.headers", around)
    if variable and not given and not destructured:
        named = code.lets_in(value)
        return _ANY if named == _ANY else None
    reads = any(_ORIGIN_READ.search(piece) for piece in [own, *given])
    if not reads and not destructured:
        return _ANY if any(piece.strip(" ;\"'`") == "*" for piece in given) and len(given) == 1 else None
    if _guarded(variable or "origin", own, around):
        return None
    return _REFLECT


def _guarded(variable: str, own: str, around: str) -> bool:
    """Whether the origin is compared with something other than nothing before it is sent back."""
    words = rf"(?<![\w$\"'`]){re.escape(variable)}(?![\w$\"'`])"
    conditions = re.findall(r"(?m)\b(?:el)?if\b\s*(.+)|\bswitch\b\s*(.+)|\bcase\b\s*(.+)", around)
    for found in conditions:
        condition = " ".join(found)
        if not re.search(words, condition) and not _ORIGIN_READ.search(condition):
            continue
        rest = re.sub(
            rf"(?:!|not )?\s*(?:{words})\s*(?:(?:!==?|===?|is not|is)\s*(?:\"\"|''|``|null|undefined|None|nil))?",
            "",
            condition,
            count=0,
        )
        if _CHECKED.search(condition) or re.search(
            r"\bin\b|===?|\[",
            re.sub(
                r"(?:!==?|===?)\s*(?:\"\"|''|null|undefined|nil|None|[\"'`](?:OPTIONS|POST|GET)[\"'`])",
                "",
                condition,
            ),
        ):
            return True
        if re.search(words, rest):
            return True
    return bool(
        _CHECKED.search(own)
        or re.search(
            rf"(?i)\w*(allow|valid|trust|check|permit|white_?list|matche?s?)\w*(?:\(|\.\w+\(|\[)[^\n]*{words}|{words}\s*(?:not )?in\s+\w+|range\s+\w*(allow|origin)",
            around,
        )
    )


def _is_outbound(node: tree_sitter.Node) -> bool:
    """Whether the header goes with a request of ours, where it does nothing."""
    current: tree_sitter.Node | None = node
    while current is not None and "statement" not in current.type and current.type != "block":
        if current.type in CALLS and _OUTBOUND.match(text(called(current))):
            return True
        current = current.parent
    return current is not None and bool(re.match(r"\s*(?:const|let|var)?\s*axios\.defaults", text(current)))
