"""Texts in Python, JavaScript, TypeScript and Go code, and the names they are given."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import lru_cache

import tree_sitter
import tree_sitter_go
import tree_sitter_javascript
import tree_sitter_python
import tree_sitter_typescript

from backend_review.checks.credentials.judge import Place
from backend_review.checks.credentials.names import words_of

_GRAMMARS = {
    "python": tree_sitter_python.language,
    "javascript": tree_sitter_javascript.language,
    "typescript": tree_sitter_typescript.language_typescript,
    "tsx": tree_sitter_typescript.language_tsx,
    "go": tree_sitter_go.language,
}
_STRINGS = {
    "python": "(string) @s",
    "javascript": "(string) @s (template_string) @s",
    "typescript": "(string) @s (template_string) @s",
    "tsx": "(string) @s (template_string) @s",
    "go": "(interpreted_string_literal) @s (raw_string_literal) @s",
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}

Node = tree_sitter.Node
_LONGEST_CODE = 4096
_SECONDS_PER_FILE = 10  # asking for a parent costs the depth: code nested 100000 deep must not stop the review
_MOST_ENTRIES = 300  # of a call, a list or a table that is looked at as a whole

# Calls that only change the type of what they are given.
_WRAPPERS = {
    "bytes", "bytearray", "str", "string", "String", "SecretStr", "SecretBytes", "Secret", "Buffer.from", "b64decode", "b64encode", "fromhex",
    "unhexlify", "b64", "from", "quote", "quote_plus", "cast", "Literal", "Final", "StringValue",
    "hexlify", "urlsafe_b64decode", "urlsafe_b64encode", "createSecretKey", "importKey", "Ptr", "pointer", "url", "make_url", "URL",
    "QueryEscape", "encodeURIComponent", "hash", "hashSync", "generate_password_hash", "make_password", "get_password_hash",
    "hash_password", "hashPassword", "HashPassword", "GenerateFromPassword", "hashpw",
}  # fmt: skip
_FIELD_MAKERS = {
    "Field",
    "field",
    "Column",
    "mapped_column",
    "CharField",
    "TextField",
    "attr",
    "ib",
    "attrib",
    "Prop",
    "Body",
    "Form",
    "Query",
    "Header",
    "Option",
    "Argument",
    "option",
    "Param",
}
# Functions that look a setting up by its name and take a value for when there is none.
_LOOKUPS = re.compile(
    r"(?i)^(?:get_?env\w*|env\w*|lookup_?env\w*|get_?or_?default|get|getOr\w*|str|string(?:var)?p?|config|cfg|setting|get_?(?:setting|config|secret|string|param|conf|var|value|default)\w*|"
    r"set_?default|default|setdefault|set_?env|set|add|pop|add_argument|add_option|option|define|read_?env\w*|env_?or\w*|must_?env\w*|opt|or_?default|value|set_?header|append|with_?default|get_?str\w*)$"
)
_COMPARERS = {
    "compare_digest",
    "ConstantTimeCompare",
    "timingSafeEqual",
    "equals",
    "Equal",
    "EqualFold",
    "isEqual",
    "safeCompare",
    "constant_time_compare",
}
_SIBLINGS = {
    "user",
    "username",
    "usr",
    "login",
    "host",
    "hostname",
    "server",
    "email",
    "dbname",
    "database",
    "account",
    "addr",
    "address",
    "port",
    "uid",
    "dsn",
}
_SHOWING = {
    "example", "examples", "schema_extra", "json_schema_extra", "openapi_examples", "openapi_extra", "swagger", "apibody", "apiproperty",
    "extend_schema", "responses", "swagger_auto_schema", "openapiexample", "apioperation", "apiresponse", "placeholder", "placeholders", "labels", "messages",
    "help_texts", "error_messages", "translations", "i18n", "locale", "locales", "describe", "it", "test", "aliases", "alias", "fieldnames",
    "rules", "validation", "validationmessages", "errors", "paths", "widgets", "enum", "sensitive_fields",
}  # fmt: skip
_JWT_CALLS = re.compile(
    r"(?i)(?:^|\.)(?:jwt|jsonwebtoken|jose|_?jwt)\w*\.(?:sign|verify|encode|decode|sign_?async|verify_?async|signedstring)$|SignedString$|JWT(?:Strategy|Module|Auth)|JwtModule\.|^(?:jwt|expressjwt|expressJwt|koaJwt)$"
)
# (function, position of the argument that is a secret); what is imported under another name is not seen.
_SINK_ARGUMENTS: dict[str, int] = {
    "cookie.NewStore": 0, "memstore.NewStore": 0, "sessions.NewCookieStore": 0, "sessions.NewFilesystemStore": 1, "securecookie.New": 0,
    "securecookie.CodecsFromPairs": 0, "csrf.Protect": 0, "hmac.New": 1, "aes.NewCipher": 0, "des.NewCipher": 0, "chacha20poly1305.New": 0,
    "rc4.NewCipher": 0, "des.NewTripleDESCipher": 0, "cookieParser": 0, "hmac.new": 0, "hmac.digest": 0, "Fernet": 0, "fernet.Fernet": 0, "AES.new": 0,
    "DES.new": 0, "DES3.new": 0, "ARC4.new": 0, "Blowfish.new": 0, "ChaCha20.new": 0, "ChaCha20_Poly1305.new": 0, "AESGCM": 0, "algorithms.AES": 0, "AES": 0,
    "ChaCha20Poly1305": 0, "algorithms.TripleDES": 0,
    "createHmac": 1, "crypto.createHmac": 1, "createCipheriv": 1, "crypto.createCipheriv": 1, "createDecipheriv": 1, "crypto.createDecipheriv": 1,
    "createCipher": 1, "crypto.createCipher": 1, "createDecipher": 1, "crypto.createDecipher": 1,
    "CryptoJS.AES.encrypt": 1, "CryptoJS.AES.decrypt": 1, "CryptoJS.HmacSHA256": 1, "CryptoJS.HmacSHA1": 1, "CryptoJS.DES.encrypt": 1,
    "CryptoJS.HmacSHA512": 1, "CryptoJS.HmacMD5": 1, "CryptoJS.TripleDES.encrypt": 1, "CryptoJS.RC4.encrypt": 1, "Keygrip": 0,
    "URLSafeTimedSerializer": 0, "URLSafeSerializer": 0, "TimedSerializer": 0, "TimestampSigner": 0, "itsdangerous.URLSafeTimedSerializer": 0,
    "itsdangerous.URLSafeSerializer": 0, "itsdangerous.Signer": 0, "itsdangerous.TimestampSigner": 0, "Serializer": 0, "TimedJSONWebSignatureSerializer": 0,
    "EncryptedCookieStorage": 0, "stripe.New": 0, "Stripe": 0, "credentials.NewStaticCredentials": 1, "credentials.NewStaticCredentialsProvider": 1,
    "NewStaticCredentialsProvider": 1, "setSignedCookie": 3, "getSignedCookie": 1, "set_signed_cookie": 3,
}  # fmt: skip
# (function, position) of passwords given by position.
_PASSWORD_ARGUMENTS: dict[str, int] = {
    "HTTPBasicAuth": 1, "HTTPDigestAuth": 1, "HTTPProxyAuth": 1, "BasicAuth": 1, "aiohttp.BasicAuth": 1, "httpx.BasicAuth": 1, "httpx.DigestAuth": 1,
    "requests.auth.HTTPBasicAuth": 1, "PlainCredentials": 1, "pika.PlainCredentials": 1, "PlainAuth": 2, "smtp.PlainAuth": 2, "SetBasicAuth": 1,
    "url.UserPassword": 1, "UserPassword": 1, "authenticate": 2, "create_superuser": 2, "create_user": 2, "set_password": 0, "auth.basic": 1, "pymysql.connect": 2,
    "MySQLdb.connect": 2, "mysql.connector.connect": 2, "SetPassword": 0, "basic_auth": 1, "neo4j.auth.basic": 1, "neo4j.BasicAuth": 1, "login": 1,
}  # fmt: skip
# Calls whose options hold a signing secret under these names.
_SINK_OPTIONS: dict[str, set[str]] = {
    "session": {"secret", "keys"}, "expressSession": {"secret"}, "cookieSession": {"keys", "secret"}, "cookieParser": {"secret"},
    "SessionMiddleware": {"secret_key"}, "Middleware": {"secret_key"}, "add_middleware": {"secret_key"}, "fastifySession": {"secret"}, "register": {"secret"},
    "CookieSession": {"keys", "secret"}, "SessionCookie": {"secret"}, "createCookieSessionStorage": {"secrets"}, "Application": {"cookie_secret"},
    "tornado.web.Application": {"cookie_secret"}, "web.Application": {"cookie_secret"}, "secureSession": {"secret", "key"}, "fastifySecureSession": {"secret", "key"},
    "settings.configure": {"SECRET_KEY"}, "CookieTransport": {"secret"}, "iron": {"password"}, "getIronSession": {"password"}, "sessionMiddleware": {"secret", "encryptionKey"},
}  # fmt: skip
_SINK_TARGETS = re.compile(
    r"(?:^|\.)(?:app|application|server|flask_app|bp|self\.app)\.(?:secret_key|keys)$|cookie_secret$"
)


@lru_cache(maxsize=8)
def _tools(grammar: str) -> tuple[tree_sitter.Parser, tree_sitter.Query]:
    language = tree_sitter.Language(_GRAMMARS[grammar]())
    return tree_sitter.Parser(language), tree_sitter.Query(language, _STRINGS[grammar])


def find_texts(language: str, path: str, data: bytes) -> Iterator[tuple[Node, str, list[Place]]]:
    """Each text constant of a file with the places it is put to (usually one); texts in comments are not there.

    Raises TimeoutError for code nested so deep that looking at all of it would take minutes.
    """
    grammar = "tsx" if path.endswith((".tsx", ".jsx")) and language == "typescript" else language
    parser, query = _tools(grammar)
    tree = parser.parse(data)
    deadline = time.monotonic() + _SECONDS_PER_FILE
    captures = tree_sitter.QueryCursor(query).captures(tree.root_node)
    for node in captures.get("s", []):
        if time.monotonic() > deadline:
            raise TimeoutError(f"no end after {_SECONDS_PER_FILE} s")
        text = text_of(node)
        if text is None or len(text) < 2 or len(text) > 20000:
            continue
        yield node, text, list(_places(node, language))


def _source(node: Node | None) -> str:
    """The code of a node; nothing for a long one, so that nested code is not read over and over."""
    if node is None or node.end_byte - node.start_byte > _LONGEST_CODE:
        return ""
    return (node.text or b"").decode("utf-8", errors="replace")


def text_of(node: Node) -> str | None:
    """The value of a string node; interpolated parts are NUL characters."""
    if node.type == "raw_string_literal":
        return _source(node)[1:-1]
    if node.type == "interpreted_string_literal":
        return _unescape(_source(node)[1:-1])
    parts: list[str] = []
    for child in node.children:
        if child.type in {"string_content", "string_fragment"}:
            parts.append(_unescape(_source(child)) if child.child_count else _source(child))
        elif child.type in {"interpolation", "template_substitution"}:
            parts.append("\0")
        elif child.type == "escape_sequence":
            parts.append(_unescape(_source(child)))
    return "".join(parts)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found.group(1), found.group(1)), text)


def _callee(call: Node) -> str:
    function = (
        call.child_by_field_name("function")
        or call.child_by_field_name("constructor")
        or call.child_by_field_name("type")
    )
    return re.sub(r"\s+|\(\)|\?", "", _source(function))[-80:]


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]


def _arguments(call: Node) -> list[Node]:
    holder = call.child_by_field_name("arguments")
    if holder is None or holder.named_child_count > _MOST_ENTRIES:
        return []
    return [child for child in holder.named_children if child.type != "comment"]


_CALLS = {"call", "call_expression", "new_expression", "type_conversion_expression"}
_ARGUMENTS = {"argument_list", "arguments"}
_LISTS = {"list", "tuple", "set", "array", "literal_value", "expression_list", "pattern_list"}
_TRANSPARENT = {
    "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "await", "await_expression",
    "type_assertion", "concatenated_string", "literal_element", "parenthesized_list_splat", "conditional_expression", "ternary_expression",
}  # fmt: skip


def _places(node: Node, language: str) -> Iterator[Place]:
    place = _climb(node, language)
    if place is not None:
        yield place


def _climb(node: Node, language: str) -> Place | None:
    """Follow a text outwards to whatever gives it a name."""
    fallback = False
    listed = False
    for _ in range(12):
        parent = node.parent
        if parent is None:
            return None
        kind = parent.type
        if kind in _TRANSPARENT:
            if kind == "ternary_expression" and parent.child_by_field_name("condition") == node:
                return None
            node = parent
        elif kind == "boolean_operator" or (kind == "binary_expression" and _operator(parent) in {"||", "??"}):
            if parent.child_by_field_name("right") != node:
                return None
            left = _source(parent.child_by_field_name("left"))
            fallback = True
            named = re.search(r"(?:env|environ)[\w.()]*(?:\.|\[['\"])(\w+)['\"\]]*$|\(['\"]([\w.]+)['\"][,)]", left)
            if named:
                inner = _seen(parent, named.group(1) or named.group(2), "fallback")
                outer = _climb(parent, language)
                return inner._replace(sink=True) if inner and outer and outer.sink else inner
            node = parent
        elif kind in {"comparison_operator", "binary_expression"}:
            return _comparison(parent, node)
        elif kind in _LISTS:
            owner = parent.parent
            if kind in {"expression_list"}:
                return _positional(parent, node, fallback)
            if kind == "literal_value" and owner is not None and owner.type == "composite_literal":
                # []string{"…"} and struct{"…", "…"} without names
                listed, node = True, owner
                continue
            if kind == "tuple" and owner is not None:
                basic = _basic_auth(parent, node)
                if basic:
                    return basic
            listed, node = True, parent
        elif kind in {"attribute", "member_expression", "selector_expression"}:
            # "…".encode()
            if (
                _last(_source(parent)) in {"encode", "strip", "trim", "toString", "repeat", "padEnd", "as_bytes"}
                and parent.parent
                and parent.parent.type in _CALLS
            ):
                node = parent.parent
            else:
                return None
        elif kind in _ARGUMENTS or kind == "type_conversion_expression":
            call = parent if kind == "type_conversion_expression" else parent.parent
            if call is None:
                return None
            result = _argument(call, node, fallback, listed, language)
            if isinstance(result, Place) or result is None:
                return result
            node = result
        elif kind == "keyword_argument":
            return _keyword(parent, node, fallback, listed)
        elif kind in {"pair", "keyed_element"}:
            return _pair(parent, node, fallback, listed)
        elif kind in {"assignment", "assignment_expression", "augmented_assignment", "augmented_assignment_expression", "named_expression", "variable_declarator",
                      "public_field_definition", "field_definition", "property_signature", "assignment_statement", "short_var_declaration", "var_spec", "const_spec"}:  # fmt: skip
            return _assignment(parent, node, fallback, listed)
        elif kind in {
            "default_parameter",
            "typed_default_parameter",
            "assignment_pattern",
            "object_assignment_pattern",
            "required_parameter",
            "optional_parameter",
        }:
            target = (
                parent.child_by_field_name("name")
                or parent.child_by_field_name("pattern")
                or parent.child_by_field_name("left")
                or parent.named_children[0]
            )
            return None if target == node or listed else _seen(parent, _source(target), "default")
        else:
            return None
    return None


def _operator(node: Node) -> str:
    return _source(node.child_by_field_name("operator"))


def _key_name(node: Node | None) -> str:
    """The name a target or key has: its last part, or the text in its brackets."""
    if node is None:
        return ""
    if node.type in {"string", "interpreted_string_literal", "template_string", "raw_string_literal"}:
        return text_of(node) or ""
    if node.type == "literal_element" and node.named_children:
        return _key_name(node.named_children[0])
    if node.type in {"subscript", "subscript_expression", "index_expression"}:
        index = node.child_by_field_name("subscript") or node.child_by_field_name("index")
        return _key_name(index)
    if node.type in {"attribute", "member_expression", "selector_expression"}:
        return _source(
            node.child_by_field_name("attribute")
            or node.child_by_field_name("property")
            or node.child_by_field_name("field")
        )
    if node.type in {
        "identifier",
        "property_identifier",
        "private_property_identifier",
        "field_identifier",
        "shorthand_property_identifier_pattern",
    }:
        return _source(node)
    if node.type == "computed_property_name" and node.named_children:
        return _key_name(node.named_children[0])
    return ""


def _seen(at: Node, name: str, use: str, login: bool = False, sink: bool = False) -> Place | None:
    """A place, unless what surrounds it only shows how something looks."""
    if not name or len(name) > 80:
        return None
    outer: Node | None = at.parent
    for _ in range(14):
        if outer is None:
            break
        if outer.type in {"pair", "keyed_element"}:
            key = _key_name(
                outer.child_by_field_name("key") or (outer.named_children[0] if outer.named_children else None)
            )
            if key.lower() in _SHOWING:
                return None
        elif outer.type == "keyword_argument":
            if _source(outer.child_by_field_name("name")).lower() in _SHOWING:
                return None
        elif outer.type in _CALLS:
            if _last(_callee(outer)).lower() in _SHOWING:
                return None
        elif outer.type == "class_definition":
            bases = _source(outer.child_by_field_name("superclasses"))
            if re.search(r"Enum\b|Choices\b|Flag\b", bases):
                return None
        elif outer.type in {"variable_declarator", "assignment", "const_spec", "var_spec"} and not sink:
            target = _source(outer.child_by_field_name("name") or outer.child_by_field_name("left"))
            if (
                re.search(
                    r"(?i)(?:messages?|labels?|errors?|fields?|columns?|headers?|keys|names|translations?|schema|examples?|placeholders?|types?|enum|routes?|paths?|events?|rules|mapping|map|alias(?:es)?|docs?|choices)$",
                    target,
                )
                and outer != at
            ):
                if not re.search(r"(?i)headers?$", target):
                    return None
        outer = outer.parent
    return Place(name, use, login, sink)


def _assignment(parent: Node, node: Node, fallback: bool, listed: bool) -> Place | None:
    target = (
        parent.child_by_field_name("left")
        or parent.child_by_field_name("name")
        or parent.child_by_field_name("property")
    )
    if target is None or target == node or parent.type == "property_signature":
        return None
    if target.type == "expression_list":
        if target.named_child_count != 1:
            return None
        target = target.named_children[0]
    dotted = re.sub(r"\s", "", _source(target))
    if _SINK_TARGETS.search(dotted):
        return _seen(parent, dotted, "assign", sink=True)
    name = _key_name(target)
    if re.search(r"config\[['\"]SECRET_KEY['\"]\]$", dotted):
        return _seen(parent, name, "assign", sink=True)
    if listed:
        return None
    return _seen(parent, name, "fallback" if fallback else "assign", _login_nearby(parent))


def _login_nearby(declaration: Node) -> bool:
    """Whether the lines around a declaration give a user or a host a fixed value too."""
    line = declaration
    while line.parent is not None and line.parent.type in {
        "expression_statement",
        "lexical_declaration",
        "variable_declaration",
        "const_declaration",
        "var_declaration",
    }:
        if line.parent.named_child_count > 1:
            break
        line = line.parent
    for step in ("prev_named_sibling", "next_named_sibling"):
        near: Node | None = line
        for _ in range(4):
            near = getattr(near, step) if near is not None else None
            if near is None:
                break
            found = re.match(
                r"(?:const|var|let|export|private|readonly|static|public)*\s*[\w.]*?(\w+)\s*(?::\s*\w+\s*)?(?:string\s*)?:?=\s*[\"'`]([^\"'`\n]+)[\"'`]",
                _source(near)[:200],
            )
            if (
                found
                and words_of(found.group(1))[-1:]
                and words_of(found.group(1))[-1] in _SIBLINGS
                and found.group(1).lower() != found.group(2).lower()
            ):
                if " " not in found.group(2) and not found.group(2).istitle():
                    return True
    return False


def _positional(parent: Node, node: Node, fallback: bool) -> Place | None:
    """``a, b := "x", "y"`` and ``a, b = "x", "y"``."""
    holder = parent.parent
    if holder is None or parent.named_child_count > _MOST_ENTRIES:
        return None
    targets = holder.child_by_field_name("left")
    names = (
        targets.named_children
        if targets is not None
        else [child for child in holder.named_children if child.type == "identifier"]
    )
    position = next((index for index, child in enumerate(parent.named_children) if child == node), 0)
    if parent == targets or position >= len(names):
        return None
    target = names[position]
    dotted = _source(target)
    return _seen(
        holder,
        _key_name(target),
        "fallback" if fallback else "assign",
        login=_login_nearby(holder),
        sink=bool(_SINK_TARGETS.search(dotted)),
    )


def _has_login(holder: Node | None, but: Node) -> bool:
    """Whether the dict, struct or call that a value stands in names a user or a server too."""
    if holder is None or holder.named_child_count > _MOST_ENTRIES:
        return False
    for child in holder.named_children:
        if child == but or child.type not in {"pair", "keyed_element", "keyword_argument"}:
            continue
        key = (
            child.child_by_field_name("key")
            or child.child_by_field_name("name")
            or (child.named_children[0] if child.named_children else None)
        )
        value = child.child_by_field_name("value") or (child.named_children[-1] if child.named_children else None)
        words = words_of(_key_name(key))
        if words and words[-1] in _SIBLINGS and value is not None:
            if value.type in {"string", "interpreted_string_literal"}:
                # {"user": "User", "password": "Password"} are labels.
                text = text_of(value) or ""
                if (
                    not text
                    or " " in text
                    or (text[0].isupper() and text.isalpha() and not text.isupper())
                    or text.lower() == _key_name(key).lower()
                    or text in {"string", "text"}
                ):
                    continue
            return True
    return False


def _pair(parent: Node, node: Node, fallback: bool, listed: bool) -> Place | None:
    key = parent.child_by_field_name("key") or parent.named_children[0]
    value = parent.child_by_field_name("value") or parent.named_children[-1]
    if key == node or (
        value != node and value.start_byte != node.start_byte and not (value.start_byte <= node.start_byte)
    ):
        return None
    name = _key_name(key)
    holder = parent.parent
    call = _call_of_options(holder)
    if call is not None and name in _SINK_OPTIONS.get(_callee(call), _SINK_OPTIONS.get(_last(_callee(call)), set())):
        return _seen(parent, name, "entry", sink=True)
    if listed:
        return None
    if call is not None and _JWT_CALLS.search(_callee(call)):
        return None
    return _seen(parent, name, "fallback" if fallback else "entry", _has_login(holder, parent))


def _call_of_options(holder: Node | None) -> Node | None:
    if holder is None or holder.parent is None:
        return None
    if holder.parent.type in _ARGUMENTS:
        return holder.parent.parent
    return None


def _keyword(parent: Node, node: Node, fallback: bool, listed: bool) -> Place | None:
    name = _source(parent.child_by_field_name("name"))
    holder = parent.parent
    call = holder.parent if holder is not None else None
    if call is None:
        return None
    callee = _callee(call)
    if name in {"default", "fallback", "default_factory"}:
        first = _arguments(call)[0] if _arguments(call) else None
        if first is not None and first.type == "string" and name != "default_factory":
            return _seen(parent, (text_of(first) or "").lstrip("-"), "fallback")
        if _last(callee) in _FIELD_MAKERS:
            place = _climb(call, "python")
            return place._replace(use="default") if place and place.use == "assign" else place
        return Place("", "fallback")
    if name in _SINK_OPTIONS.get(callee, _SINK_OPTIONS.get(_last(callee), set())):
        return _seen(parent, name, "argument", sink=True)
    if (
        callee in {"app.config.update", "config.update", "app.config.from_mapping", "from_mapping"}
        and name == "SECRET_KEY"
    ):
        return _seen(parent, name, "argument", sink=True)
    if listed or _JWT_CALLS.search(callee):
        return None
    return _seen(parent, name, "fallback" if fallback else "argument", _has_login(holder, parent))


def _argument(call: Node, node: Node, fallback: bool, listed: bool, language: str) -> Place | Node | None:
    """What a text is as an argument: a place, or the call itself when it only wraps its argument."""
    if call.type == "type_conversion_expression":
        return call
    callee = _callee(call)
    last = _last(callee)
    if _JWT_CALLS.search(callee):
        return None
    arguments = _arguments(call)
    position = next((index for index, child in enumerate(arguments) if child == node), -1)
    wanted = _SINK_ARGUMENTS.get(
        callee, _SINK_ARGUMENTS.get(last) if call.type != "call_expression" or "." not in callee else None
    )
    if wanted is not None and (position == wanted or (wanted == 0 and "Store" in last)):
        return _seen(call, last, "argument", sink=True)
    password = _PASSWORD_ARGUMENTS.get(callee, _PASSWORD_ARGUMENTS.get(last))
    if (
        password is not None
        and position == password
        and (last != "login" or re.search(r"(?i)smtp|server|mail|imap|ftp", callee))
        and len(arguments) > password
    ):
        return _seen(call, "password", "argument", login=True)
    if last in _COMPARERS and len(arguments) >= 1:
        other = next((argument for argument in arguments if argument != node), None)
        if other is None and "." in callee:
            return _seen(call, _innermost(callee.rpartition(".")[0]), "compare")
        return _seen(call, _innermost(_source(other)), "compare") if other is not None else None
    if (
        position == 1
        and _LOOKUPS.match(last)
        and not listed
        and arguments[0].type in {"string", "interpreted_string_literal"}
    ):
        name = (text_of(arguments[0]) or "").lstrip("-")
        if re.search(r"(?i)headers?\.(?:set|add|append)$|set_?header$", callee):
            return _seen(call, name, "entry")
        setting = re.search(
            r"(?i)env|config|cfg|setting|default|viper|flag|argument|option|opt|app\.set$", callee
        ) or last in {"getenv", "String"}
        if setting and not re.search(
            r"(?i)header|form|query|params|cookies?\.|redis|cache|storage|req\.|request\.|res\.|response\.|map\.",
            callee,
        ):
            return _seen(
                call,
                name,
                "assign" if last.lower() in {"set", "setdefault", "setenv"} and "viper" not in callee else "fallback",
            )
        return None
    if last in _WRAPPERS and position == 0:
        return call
    if last in _FIELD_MAKERS and position == 0:
        place = _climb(call, language)
        return place._replace(use="default") if place and place.use == "assign" and last in {"Field", "field"} else None
    return None


def _innermost(source: str) -> str:
    """The name at the heart of ``[]byte(req.password)``, ``Buffer.from(token)``, ``password.encode()``."""
    source = re.sub(r"\.(?:encode|trim|strip|toString|lower|toLowerCase)\(.*?\)", "", source.strip())
    while found := re.fullmatch(r"[\w.\[\]]*\((.*?)(?:,[^()]*)?\)", source):
        source = found.group(1)
    keyed = re.search(r"\[['\"](\w+)['\"]\]$|\(['\"]([\w-]+)['\"]\)?$", source)
    if keyed:
        return keyed.group(1) or keyed.group(2)
    return re.split(r"[.\]>]", source)[-1].strip("\"'` ")


def _comparison(parent: Node, node: Node) -> Place | None:
    operators = {child.type for child in parent.children if not child.is_named}
    if not operators & {"==", "!=", "===", "!==", "in", "not in"}:
        return None
    sides = parent.named_children
    if len(sides) != 2:
        return None
    other = sides[0] if sides[1] == node else sides[1]
    if "in" in operators and sides[0] == node:
        return None
    if other.type in {"string", "interpreted_string_literal", "unary_expression"}:
        return None
    name = _key_name(other)
    if not name and other.type in _CALLS:
        name = _innermost(_source(other))
    if not name and other.type == "call":
        name = _innermost(_source(other))
    if other.type == "binary_expression" or (other.type in {"slice", "subscript"} and not name):
        return None
    outer = parent.parent
    login = (
        outer is not None
        and outer.type in {"boolean_operator", "binary_expression"}
        and bool(re.search(r"(?i)user|email|login|name", _source(outer)))
    )
    return _seen(parent, name, "compare", login)


def _basic_auth(parent: Node, node: Node) -> Place | None:
    """``auth=("user", "pass")``."""
    owner = parent.parent
    if owner is None or parent.named_child_count != 2 or parent.named_children[1] != node:
        return None
    name = ""
    if owner.type == "keyword_argument":
        name = _source(owner.child_by_field_name("name"))
    elif owner.type == "assignment":
        name = _key_name(owner.child_by_field_name("left"))
    if name.lower() in {"auth", "basic_auth", "http_auth", "credentials", "proxy_auth"}:
        return _seen(owner, "password", "argument", login=True)
    return None
