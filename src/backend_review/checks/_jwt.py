"""What a file does with JSON Web Tokens: which calls make one, which read one, and with what payload, key and options.

One table of library calls for Python, JavaScript/TypeScript and Go; the jwt-* rules each ask one question of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from tree_sitter import Node

from backend_review.index.expressions import Code, Expr, Scope, code_of, key_text, last_name
from backend_review.finding import Audience, Confidence, Match, Position, Severity
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})
_RELEVANT = re.compile(rb"(?i)jwt|jose|access_?token")

# What makes a token live long on purpose: not an access token.
LONG_LIVED = re.compile(
    r"(?i)refresh|remember|invit|unsubscribe|api_?key|activat|confirm|reset|verif|magic|download|share|device|offline|permanent|rt_?claims"
)


@dataclass(slots=True)
class Signing:
    """A call that makes a token."""

    call: Expr
    library: str
    payload: Expr | None = None
    key: Expr | None = None
    options: Expr | None = None
    builder: bool = False  # claims are set by method calls: look at the names in the function
    settles: tuple[str, ...] = ()  # … these


@dataclass(slots=True)
class Reading:
    """A call that reads a token."""

    call: Expr
    library: str
    key: Expr | None = None
    options: Expr | None = None
    verifies: bool = True


@dataclass(slots=True)
class Tokens:
    """All that a file does with tokens."""

    code: Code
    signings: list[Signing] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    # Calls that set up a library: (library, call, its options)
    setups: list[tuple[str, Expr, Expr | None]] = field(default_factory=list)
    modules: set[str] = field(default_factory=set)


_known: WeakKeyDictionary[SourceFile, Tokens | None] = WeakKeyDictionary()


def tokens_of(file: SourceFile) -> Tokens | None:
    """What a file does with tokens; None when it does not even mention them."""
    if file not in _known:
        code = code_of(file) if _RELEVANT.search(file.data) else None
        _known[file] = _collect(code) if code is not None else None
    return _known[file]


# --- library tables ---------------------------------------------------------------------------------------------------

_PY_ENCODE = {  # name → position of payload and key
    "jwt.encode": (0, 1), "jwt.PyJWT().encode": (0, 1), "jwt.api_jwt.encode": (0, 1), "jwt.api_jwt.PyJWT().encode": (0, 1),
    "jwt.JWT().encode": (0, 1), "jose.jwt.encode": (0, 1), "authlib.jose.jwt.encode": (1, 2),
    "authlib.jose.JsonWebToken().encode": (1, 2), "joserfc.jwt.encode": (1, 2), "python_jwt.generate_jwt": (0, 1),
    "jwcrypto.jwt.JWT": (1, -1), "fastapi_users.jwt.generate_jwt": (0, 1),
}  # fmt: skip
_PY_DECODE = {
    "jwt.decode", "jwt.decode_complete", "jwt.PyJWT().decode", "jwt.PyJWT().decode_complete", "jwt.api_jwt.decode",
    "jwt.api_jwt.decode_complete", "jwt.api_jwt.PyJWT().decode", "jwt.JWT().decode", "jose.jwt.decode", "authlib.jose.jwt.decode",
    "authlib.jose.JsonWebToken().decode", "joserfc.jwt.decode", "jose.jws.verify", "fastapi_users.jwt.decode_jwt",
}  # fmt: skip
_PY_UNVERIFIED = {
    "jose.jwt.get_unverified_claims",
    "jose.jws.get_unverified_claims",
    "python_jwt.process_jwt",
    "jwt.decode_unverified",
}
_JS_SIGN = {
    "jsonwebtoken.sign", "jwt-simple.encode", "hono/jwt.sign", "hono/jwt.Jwt.sign", "@tsndr/cloudflare-worker-jwt.sign",
    "jose.JWT.sign", "njwt.create", "jsonwebtoken-promisified.sign", "jsonwebtoken-esm.sign", "hono/utils/jwt/jwt.sign",
}  # fmt: skip
_JS_VERIFY = {
    "jsonwebtoken.verify", "jwt-simple.decode", "hono/jwt.verify", "hono/jwt.Jwt.verify", "@tsndr/cloudflare-worker-jwt.verify",
    "jose.JWT.verify", "njwt.verify", "jose.jwtVerify", "jose/jwt/verify.jwtVerify", "jsonwebtoken-promisified.verify",
    "hono/jwt.verifyWithJwks", "jose.jwtDecrypt", "hono/utils/jwt/jwt.verify",
}  # fmt: skip
_JS_DECODE = {
    "jsonwebtoken.decode", "jwt-decode", "jwt-decode.jwtDecode", "jwt-decode.jwt_decode", "jose.decodeJwt", "jose.JWT.decode",
    "hono/jwt.decode", "hono/jwt.Jwt.decode", "@tsndr/cloudflare-worker-jwt.decode", "jose.UnsecuredJWT.decode",
    "jose/jwt/unsecured.UnsecuredJWT.decode", "jose/util/decode_jwt.decodeJwt", "jsonwebtoken-promisified.decode",
    "hono/utils/jwt/jwt.decode",
}  # fmt: skip
_JS_SETUP = {
    "express-jwt": "express-jwt", "express-jwt.expressjwt": "express-jwt", "express-jwt.expressJwt": "express-jwt",
    "express-jwt.jwt": "express-jwt",
    "koa-jwt": "koa-jwt", "koa-jwt.jwt": "koa-jwt", "hono/jwt.jwt": "hono", "passport-jwt.Strategy": "passport-jwt",
    "express-oauth2-jwt-bearer.auth": "express-oauth2-jwt-bearer", "fast-jwt.createSigner": "fast-jwt",
    "fast-jwt.createVerifier": "fast-jwt", "fast-jwt.createDecoder": "fast-jwt-decoder",
    "@nestjs/jwt.JwtModule.register": "nest-module", "@nestjs/jwt.JwtModule.registerAsync": "nest-module",
    "@nestjs/jwt.JwtService": "nest-module", "@elysiajs/jwt.jwt": "elysia",
}  # fmt: skip
_PY_SETUP = {
    "fastapi_users.authentication.JWTStrategy": "fastapi-users", "fastapi_users.authentication.strategy.JWTStrategy": "fastapi-users",
    "fastapi_users.authentication.strategy.jwt.JWTStrategy": "fastapi-users",
    "fastapi_users.authentication.JWTAuthentication": "fastapi-users", "aiohttp_jwt.JWTMiddleware": "aiohttp-jwt",
    "starlette_jwt.JWTAuthenticationBackend": "starlette-jwt", "flask_jwt_extended.create_access_token": "flask-jwt-extended",
    "jwcrypto.jwk.JWK": "jwk", "jwcrypto.jwk.JWK.from_password": "jwk", "joserfc.jwk.OctKey.import_key": "jwk",
    "authlib.jose.OctKey.import_key": "jwk", "sanic_jwt.Initialize": "sanic-jwt", "jose.jwk.construct": "jwk",
    "fastapi_jwt.JwtAccessBearer": "fastapi-jwt",
}  # fmt: skip

_GO_MODULES = (
    (re.compile(r"^(?:github\.com/(?:golang-jwt/jwt|dgrijalva/jwt-go|form3tech-oss/jwt-go)|gopkg\.in/dgrijalva/jwt-go\.v\d)(?:/v\d+)?(?:/request)?(?=\.|$)"), "golang-jwt"),
    (re.compile(r"^github\.com/lestrrat-go/jwx(?:/v\d+)?/jwt(?=\.|$)"), "jwx"),
    (re.compile(r"^github\.com/go-chi/jwtauth(?:/v\d+)?(?=\.|$)"), "jwtauth"),
    (re.compile(r"^github\.com/appleboy/gin-jwt(?:/v\d+)?(?=\.|$)"), "gin-jwt"),
    (re.compile(r"^github\.com/labstack/echo-jwt(?:/v\d+)?(?=\.|$)"), "echo-jwt"),
    (re.compile(r"^github\.com/labstack/echo(?:/v\d+)?/middleware(?=\.|$)"), "echo-middleware"),
    (re.compile(r"^github\.com/gofiber/(?:contrib(?:/v\d+)?/jwt|jwt)(?:/v\d+)?(?=\.|$)"), "fiber-jwt"),
    (re.compile(r"^(?:github\.com/go-jose/go-jose|gopkg\.in/(?:square/)?go-jose\.v\d|gopkg\.in/go-jose/go-jose\.v\d)(?:/v\d+)?/jwt(?=\.|$)"), "go-jose-jwt"),
    (re.compile(r"^(?:github\.com/go-jose/go-jose|gopkg\.in/(?:square/)?go-jose\.v\d|gopkg\.in/go-jose/go-jose\.v\d)(?:/v\d+)?(?=\.|$)"), "go-jose"),
)  # fmt: skip


def canonical(name: str) -> str:
    """A Go name with the import path replaced by the library's short name; other names unchanged."""
    for pattern, short in _GO_MODULES:
        if pattern.match(name):
            return pattern.sub(short, name, count=1)
    return name


def _collect(code: Code) -> Tokens:
    tokens = Tokens(code)
    for scope in code.scopes.values():
        for definitions in scope.names.values():
            tokens.modules.update(canonical(item.module) for item in definitions if item.kind == "import")
    if code.language == "go" and "jwt" not in code.module.names:
        # Packages whose name is not the last word of their path.
        for alias in ("ginjwt", "jwtware"):
            if alias in code.module.names:
                code.module.names["jwt"].extend(code.module.names[alias])
    collect = {"python": _python, "javascript": _javascript, "go": _go}[code.language]
    for call in code.calls:
        collect(tokens, call)
    return tokens


def argument(call: Expr, position: int, *names: str) -> Expr | None:
    """An argument by position or by any of its names."""
    for name in names:
        if name in call.named:
            return call.named[name]
    if 0 <= position < len(call.args) and not any(item.kind == "spread" for item in call.args[: position + 1]):
        return call.args[position]
    return None


def _python(tokens: Tokens, call: Expr) -> None:
    name = tokens.code.qualify(call.target)
    if name in _PY_ENCODE:
        payload, key = _PY_ENCODE[name]
        if name == "jwcrypto.jwt.JWT" and argument(call, 1, "claims") is None:
            return
        tokens.signings.append(
            Signing(
                call,
                name,
                argument(call, payload, "payload", "claims", "data"),
                argument(call, key, "key", "secret", "priv_key"),
            )
        )
    elif name in _PY_DECODE:
        tokens.readings.append(Reading(call, name, argument(call, 1, "key", "secret"), argument(call, 99, "options")))
    elif name in _PY_UNVERIFIED:
        tokens.readings.append(Reading(call, name, verifies=False))
    elif name in _PY_SETUP:
        tokens.setups.append((_PY_SETUP[name], call, None))
    elif last_name(call.target) == "make_signed_token" and "jwcrypto" in " ".join(tokens.modules):
        tokens.setups.append(("jwk", call, None))


def _javascript(tokens: Tokens, call: Expr) -> None:
    code = tokens.code
    last = last_name(call.target)
    name = code.qualify(call.target)
    if not name:
        if last in {"sign", "signAsync", "verify", "verifyAsync", "decode"} and _is_nest_service(tokens, call):
            if last.startswith("sign"):
                tokens.signings.append(Signing(call, "nest", argument(call, 0), None, argument(call, 1)))
            else:
                tokens.readings.append(Reading(call, "nest", None, argument(call, 1), last != "decode"))
            return
        receiver = call.target.target if call.target is not None and call.target.kind == "attr" else None
        if (
            last in {"sign", "verify", "decode"}
            and receiver is not None
            and receiver.kind == "attr"
            and receiver.name == "jwt"
        ):
            owner = last_name(receiver.target) or code.text(receiver.target.node if receiver.target else None)
            if re.search(r"(?i)fastify|app|server|this|instance|request|req", owner):
                if last == "sign":
                    tokens.signings.append(Signing(call, "fastify", argument(call, 0), None, argument(call, 1)))
                else:
                    tokens.readings.append(Reading(call, "fastify", None, argument(call, 1), last != "decode"))
            return
        if last == "jwtSign":
            tokens.signings.append(Signing(call, "fastify", argument(call, 0), None, argument(call, 1)))
        elif last == "jwtVerify":
            tokens.readings.append(Reading(call, "fastify", None, argument(call, 0)))
        elif (
            last == "register"
            and call.args
            and code.qualify(call.args[0]) in {"@fastify/jwt", "fastify-jwt", "@fastify/jwt.fastifyJwt"}
        ):
            tokens.setups.append(("fastify-plugin", call, argument(call, 1)))
        elif (last == "super" and "passport-jwt" in " ".join(tokens.modules)) or (
            code.text(call.target.node if call.target else None) == "super"
            and any("passport-jwt" in item for item in tokens.modules)
        ):
            tokens.setups.append(("passport-jwt", call, argument(call, 0)))
        return
    if name in _JS_SIGN:
        tokens.signings.append(Signing(call, name, argument(call, 0), argument(call, 1), argument(call, 2)))
    elif name in _JS_VERIFY:
        tokens.readings.append(Reading(call, name, argument(call, 1), argument(call, 2)))
    elif name in _JS_DECODE:
        tokens.readings.append(Reading(call, name, None, argument(call, 1), False))
    elif re.fullmatch(r"jose(?:/jwt/sign)?\.(?:SignJWT|EncryptJWT)\(\)(?:\.\w+\(\))*\.(?:sign|encrypt)", name):
        made = _constructor(code, call)
        tokens.signings.append(
            Signing(
                call,
                "jose.SignJWT",
                argument(made, 0) if made else None,
                argument(call, 0),
                None,
                True,
                ("setExpirationTime",),
            )
        )
    elif name in _JS_SETUP:
        tokens.setups.append((_JS_SETUP[name], call, argument(call, 0)))
    elif last == "register" and call.args and code.qualify(call.args[0]).startswith(("@fastify/jwt", "fastify-jwt")):
        tokens.setups.append(("fastify-plugin", call, argument(call, 1)))
    elif last in {"sign", "signAsync", "verify", "verifyAsync", "decode"} and name.startswith(
        "@nestjs/jwt.JwtService()"
    ):
        if last.startswith("sign"):
            tokens.signings.append(Signing(call, "nest", argument(call, 0), None, argument(call, 1)))
        else:
            tokens.readings.append(Reading(call, "nest", None, argument(call, 1), last != "decode"))
    elif name.startswith("fastify") and re.search(r"\.jwt\.(sign|decode|verify)$", name):
        if last == "sign":
            tokens.signings.append(Signing(call, "fastify", argument(call, 0), None, argument(call, 1)))
        else:
            tokens.readings.append(Reading(call, "fastify", None, argument(call, 1), last != "decode"))


def _constructor(code: Code, call: Expr | None) -> Expr | None:
    """The ``new X(...)`` at the beginning of a chain of calls, through a variable too."""
    steps = 0
    while call is not None and steps < 30:
        steps += 1
        if call.kind == "call" and call.name == "new":
            return call
        if call.kind in {"call", "attr"}:
            call = call.target
        elif call.kind == "name":
            call = next((item.expr for item in code.definitions(call.name, call.node) if item.kind == "value"), None)
        else:
            return None
    return None


def _is_nest_service(tokens: Tokens, call: Expr) -> bool:
    if not any(item.startswith("@nestjs/jwt") for item in tokens.modules):
        return False
    receiver = call.target.target if call.target is not None else None
    if receiver is None:
        return False
    owner = tokens.code.class_scope(tokens.code.scope_of(call.node))
    if receiver.kind == "attr" and owner is not None and receiver.name in owner.fields:
        return "JwtService" in owner.fields[receiver.name][0]
    return re.search(r"(?i)jwt", last_name(receiver)) is not None


def _go(tokens: Tokens, call: Expr) -> None:
    code = tokens.code
    name = canonical(code.qualify(call.target))
    last = last_name(call.target)
    if name == "golang-jwt.NewWithClaims":
        tokens.signings.append(Signing(call, "golang-jwt", argument(call, 1)))
    elif name == "golang-jwt.New":
        tokens.signings.append(Signing(call, "golang-jwt", None, None, None, True, ("exp", "ExpiresAt")))
    elif last == "SignedString" and "golang-jwt" in tokens.modules and call.args:
        tokens.setups.append(("signed-string", call, call.args[0]))
    elif name in {"golang-jwt.Parse", "golang-jwt.ParseWithClaims"} or (
        last in {"Parse", "ParseWithClaims", "ParseFromRequest"} and name.startswith("golang-jwt.")
    ):
        key = next((item for item in call.args[1:] if item.kind == "func" or _is_keyfunc(code, item)), None)
        tokens.readings.append(Reading(call, "golang-jwt", key, None))
    elif last == "ParseUnverified" and "golang-jwt" in tokens.modules:
        tokens.readings.append(Reading(call, "golang-jwt", verifies=False))
    elif last == "UnsafeClaimsWithoutVerification":
        tokens.readings.append(Reading(call, "go-jose", verifies=False))
    elif name == "jwtauth.New":
        tokens.setups.append(("jwtauth", call, None))
    elif (name.startswith("jwtauth.New()") and last == "Encode") or (
        last == "Encode" and _typed(code, call, "jwtauth.JWTAuth")
    ):
        tokens.signings.append(Signing(call, "jwtauth", argument(call, 0)))
    elif name in {"echo-jwt.JWT", "echo-middleware.JWT", "jwx.WithKey", "jwx.Sign", "jwx.WithVerify", "jwx.Parse", "jwx.ParseString",
                  "jwx.ParseRequest", "jwx.ParseInsecure", "jwx.ParseReader", "go-jose-jwt.Signed", "jwx.WithValidate"}:  # fmt: skip
        tokens.setups.append((name, call, None))
        if name == "jwx.Sign":
            tokens.signings.append(
                Signing(call, "jwx", argument(call, 0), None, None, True, ("Expiration", "ExpirationKey", "exp"))
            )


def _is_keyfunc(code: Code, expr: Expr) -> bool:
    return (expr.kind == "name" and expr.name in code.functions) or re.search(
        r"(?i)keyfunc", code.text(expr.node)
    ) is not None


def _typed(code: Code, call: Expr, kind: str) -> bool:
    receiver = call.target.target if call.target is not None and call.target.kind == "attr" else None
    if receiver is None:
        return False
    if receiver.kind == "name":
        return any(kind in item.annotation for item in code.definitions(receiver.name, receiver.node))
    if receiver.kind == "attr":
        return any(kind in owner.fields.get(receiver.name, ("", ""))[0] for owner in code.classes.values())
    return False


# --- is an entry set while this object is made? --------------------------------------------------------------------------

NO, PARAMETER, UNKNOWN, YES = range(4)
_PERSON = re.compile(
    r"(?i)^(?:\w*\.)?_?(?:\w*(?:user|account|member|admin|customer|profile|person|employee|student|doctor|patient))(?:obj|data|info|doc|record|json)?$"
)
_PLAIN = {
    "toJSON",
    "toObject",
    "to_dict",
    "dict",
    "model_dump",
    "asdict",
    "to_json",
    "serialize",
    "as_dict",
    "lean",
    "get",
    "_asdict",
}
_COPY = {"copy", "deepcopy", "dict", "stringify", "dumps", "freeze", "cloneDeep", "clone", "jsonable_encoder", "structuredClone",
         "json_encode", "parse", "loads", "Marshal", "pick", "omit", "jsonify", "dumps_json", "seal"}  # fmt: skip
_READERS = re.compile(
    r"(?i)log|print|debug|info|warn|trace|inspect|assert|validate|^next$|^resolve$|^json$|^send$|^callback$|^cb$|^done$"
)
_EMPTY = re.compile(r"^(?:None|null|undefined|nil|False|false|0|'')$")


class Entries:
    """Whether an entry of some names is ever put into an object: decided by how the object is made in this file."""

    def __init__(
        self, code: Code, names: set[str], hint: re.Pattern[str], own: re.Pattern[str] = re.compile(r"(?!)")
    ) -> None:
        """``names`` are the keys; ``hint`` recognises names of constants and functions that stand for them.

        ``own`` recognises keys that a program may use in their place, in a way that cannot be seen here.
        """
        self.own = own
        self.code = code
        self.names = names
        self.hint = hint
        self.guessed = False
        self._active: set[int] = set()

    def of(self, expr: Expr | None, depth: int = 0) -> int:
        """NO, YES, UNKNOWN, or PARAMETER: it comes in from callers that this file does not show."""
        if expr is None:
            return NO
        if depth > 12 or expr.node.id in self._active:
            return NO if expr.node.id in self._active else UNKNOWN
        self._active.add(expr.node.id)
        try:
            return self._of(expr, depth)
        finally:
            self._active.discard(expr.node.id)

    def _of(self, expr: Expr, depth: int) -> int:
        kind = expr.kind
        if kind == "dict":
            return self._literal(expr, depth)
        if kind == "name":
            return self._name(expr, depth)
        if kind == "call":
            return self._call(expr, depth)
        if kind in {"choice", "binary"}:
            return max((self.of(item, depth + 1) for item in expr.args if item.kind != "other"), default=UNKNOWN)
        if kind in {"text", "template", "number", "constant", "func", "list"}:
            return NO
        if kind in {"attr", "index"}:
            values = [value for value in self.code.values(expr) if value is not expr]
            if values:
                found = max(self.of(value, depth + 1) for value in values)
                return found if found != NO else self._stored(self.code.text(expr.node), expr, depth)
            if kind == "attr" and (
                _PERSON.match(expr.name)
                or expr.name in {"id", "_id", "email", "username", "uuid", "_doc", "dataValues"}
            ):
                self.guessed = True
                return NO
        return UNKNOWN

    def key(self, key: Expr | None, owner: str = "") -> int:
        """Whether a key is the entry's."""
        if key is None:
            return NO
        if key.kind == "text":
            if str(key.value) in self.names:
                return YES
            return UNKNOWN if self.own.fullmatch(str(key.value)) else NO
        text = self.code.text(key.node)
        if key.kind in {"name", "attr"}:
            if self.hint.search(text):
                return YES
            if owner and "map" not in owner.lower():
                return YES if self._field_tag(owner, text) else NO  # a field name of a Go struct
            values = [value for value in self.code.values(key) if value is not key]
            if values and all(value.kind == "text" for value in values):
                return YES if any(value.value in self.names for value in values) else NO
        return UNKNOWN

    def _field_tag(self, owner: str, name: str) -> bool:
        scope = self.code.classes.get(owner.lstrip("&*"))
        return scope is not None and re.search(r'json:"exp[,"]', scope.fields.get(name, ("", ""))[1]) is not None

    def _literal(self, expr: Expr, depth: int) -> int:
        found = NO
        for key, value in expr.entries:
            if key is None:
                found = max(found, self._spread(value, depth))
                continue
            verdict = self.key(key, expr.name)
            if verdict == YES and self._is_empty(value):
                verdict = NO
            nested = key_text(key) or ""
            if verdict == NO and (
                (value.kind == "dict" and expr.name) or re.search(r"(?:Registered|Standard)Claims$|^Claims$", nested)
            ):
                verdict = max(verdict, self.of(value, depth + 1))  # a struct embedded in a struct
            if verdict == UNKNOWN and nested in {"RegisteredClaims", "StandardClaims"}:
                verdict = UNKNOWN
            found = max(found, verdict)
        return found

    def _spread(self, value: Expr, depth: int) -> int:
        if value.kind == "choice" and value.name == "and":
            value = value.args[0]
        verdict = self.of(value, depth + 1)
        return UNKNOWN if verdict == PARAMETER else verdict

    def _is_empty(self, value: Expr) -> bool:
        return _EMPTY.match(self.code.text(value.node)) is not None

    def _stored(self, name: str, expr: Expr, depth: int) -> int:
        """What is put into a named object after it was made."""
        found = NO
        for store in self.code.stores(name, expr.node):
            if store.key is None:
                found = max(found, self.of(store.value, depth + 1))
            elif store.value is not None and self._is_empty(store.value):
                continue
            else:
                found = max(found, self.key(store.key))
                if store.key.kind == "text" and re.search(r"Claims$", str(store.key.value)):
                    found = max(found, self.of(store.value, depth + 1))
        scope: Scope | None = self.code.scope_of(expr.node)
        for call in scope.statement_calls if scope is not None else ():
            for position, item in enumerate(call.args):
                if (
                    item.kind == "name"
                    and item.name == name
                    and not call.node.start_byte <= expr.node.start_byte < call.node.end_byte
                ):
                    found = max(found, self._passed(call, position, depth))
        return found

    def _passed(self, call: Expr, position: int, depth: int) -> int:
        word = last_name(call.target)
        if self.hint.search(word):
            return YES
        if word in {"assign", "merge", "extend", "update"} or _READERS.search(word):
            return NO
        functions = self.code.functions_called(call)
        if not functions:
            return UNKNOWN
        found = NO
        for scope in functions:
            if self.code.language == "python" and scope.parameter_names[:1] in (["self"], ["cls"]):
                position += 1
            if position < len(scope.parameter_names):
                name = scope.parameter_names[position]
                for store in scope.stores:
                    if store.base == name:
                        found = max(
                            found,
                            self.of(store.value, depth + 1) if store.key is None else self.key(store.key),
                        )
        return found

    def _name(self, expr: Expr, depth: int) -> int:
        definitions = self.code.definitions(expr.name, expr.node)
        stored = self._stored(expr.name, expr, depth)
        if stored == YES:
            return YES
        if not definitions:
            return UNKNOWN
        found = NO
        for item in definitions:
            if item.kind == "value" and item.expr is not None:
                if item.path:
                    values = list(self.code.members(item.expr, item.path))
                    found = max(found, max((self.of(value, depth + 1) for value in values), default=UNKNOWN))
                elif item.position:
                    values = list(self.code.returned(item.expr, item.position))
                    found = max(found, max((self.of(value, depth + 1) for value in values), default=UNKNOWN))
                else:
                    found = max(found, self.of(item.expr, depth + 1))
            elif item.kind == "parameter" and not item.path:
                found = max(found, self._parameter(expr, item, depth))
            elif (item.kind == "unknown" and re.search(r"(?:Registered|Standard|Map)Claims$", item.annotation)) or (
                item.kind == "unknown" and item.annotation in self.code.classes
            ):
                continue
            else:
                found = UNKNOWN
        return max(found, stored)

    def _parameter(self, expr: Expr, item: object, depth: int) -> int:
        scope = self.code.holder_of(expr.name, expr.node)
        passed = self.code.arguments_for(scope, item) if scope is not None else []  # type: ignore[arg-type]
        if passed:
            verdicts = [self.of(value, depth + 1) for value in passed]
            return NO if NO in verdicts else max(verdicts)
        annotation = getattr(item, "annotation", "")
        if _PERSON.match(expr.name) and not re.search(r"(?i)payload|claims|token", annotation):
            self.guessed = True
            return NO
        return PARAMETER

    def _call(self, expr: Expr, depth: int) -> int:
        word = last_name(expr.target)
        receiver = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
        found = NO
        for name, value in expr.named.items():
            if name in self.names and not self._is_empty(value):
                return YES
        functions = self.code.functions_called(expr)
        if functions and not self.code.constructed(expr):
            returned = [values[0] for scope in functions for values in scope.returns if values]
            return max((self.of(value, depth + 1) for value in returned), default=UNKNOWN)
        owner = self.code.constructed(expr)
        if owner is not None:
            return self._constructed(owner, expr, depth)
        if word == "assign" or word in {"merge", "extend", "fromEntries", "MapClaims"}:
            return max((self.of(value, depth + 1) for value in expr.args), default=NO)
        if word in _COPY or word in _PLAIN:
            inner = expr.args[0] if expr.args and not (word in _PLAIN and receiver is not None) else receiver
            if word in {"pick", "omit"} and len(expr.args) > 1:
                return (
                    NO
                    if word == "pick" and "exp" not in self.code.text(expr.node)
                    else self.of(expr.args[0], depth + 1)
                )
            for _, value in expr.entries:
                found = max(found, self.of(value, depth + 1))
            if inner is None or (inner.kind == "name" and self.code.qualify(inner) in {"copy", "json", "dict"}):
                return found
            text = self.code.text(inner.node)
            if word in _PLAIN and _PERSON.match(text.rpartition(".")[2]):
                self.guessed = True
                return found
            return max(found, self.of(inner, depth + 1))
        if expr.target is not None and expr.target.kind == "name" and expr.target.name == "make":
            return NO
        return UNKNOWN

    def _constructed(self, owner: Scope, expr: Expr, depth: int) -> int:
        """An object of a class of this file: a field of that name, or one whose base class is out of sight."""
        text = self.code.text(owner.node)
        if any(re.search(rf"\b{re.escape(name)}\b", text) for name in self.names) or self.hint.search(text):
            return YES
        unseen = [
            base
            for base in owner.bases
            if base not in self.code.classes and base not in {"BaseModel", "object", "TypedDict", "dict"}
        ]
        if unseen and not re.fullmatch(
            r"(?:pydantic\.)?BaseModel|NamedTuple|total=.*|SQLModel|Struct|msgspec\.Struct", unseen[0]
        ):
            return UNKNOWN
        for base in owner.bases:
            if base in self.code.classes:
                verdict = self._constructed(self.code.classes[base], expr, depth + 1)
                if verdict != NO:
                    return verdict
        spreads = [value for _, value in expr.entries] + [item for item in expr.args if item.kind == "spread"]
        return UNKNOWN if spreads else NO


def payload_entries(code: Code) -> Entries:
    """Asks for the expiry claim of a payload."""
    return Entries(
        code,
        {"exp", "ExpiresAt", "Expiry", "Exp", "ExpirationTime"},
        re.compile(r"(?i)(?:^|[._])exp(?:iry|ir(?:es|e|ation))?(?:$|[._(])|expir|(?-i:Exp$|_EXP\b)"),
        # A claim of the program's own that says when the token ends or was made: it is checked by hand somewhere.
        re.compile(
            r"(?i)_?(?:expir\w*|valid_?(?:until|to|till)|ttl|created_?(?:at|on)?|issued_?at|timestamp|not_?after)"
        ),
    )


def option_entries(code: Code) -> Entries:
    """Asks for the lifetime among a library's options."""
    return Entries(code, {"expiresIn", "exp", "expiresin", "expirationTime"}, re.compile(r"(?i)expir"))


# --- matches ---------------------------------------------------------------------------------------------------------------


def match(
    file: SourceFile,
    rule: str,
    node: Node,
    message: str,
    *,
    variant: str,
    metavars: dict[str, str] | None = None,
    severity: Severity | None = None,
    confidence: Confidence | None = None,
    audience: Audience | None = None,
) -> Match:
    """A match at a node."""
    (line, column), (end_line, end_column) = node.start_point, node.end_point
    return Match(
        rule=rule,
        path=file.path,
        start=Position(line + 1, file.column_of_byte(line + 1, column + 1)),
        end=Position(end_line + 1, file.column_of_byte(end_line + 1, end_column + 1)),
        message=" ".join(message.split()),
        variant=f"{rule}.{variant}",
        severity=severity,
        confidence=confidence,
        audience=audience,
        metavars=metavars or {},
    )


def dicts_within(code: Code, expr: Expr | None, call: Expr) -> Iterator[Expr]:
    """The object literals an options argument consists of: inside the call, or behind the variable it names."""
    for item in code.dicts:
        if call.node.start_byte <= item.node.start_byte and item.node.end_byte <= call.node.end_byte:
            yield item
    if expr is not None and expr.kind in {"name", "attr"}:
        for value in code.values(expr):
            if value.kind == "dict":
                yield value


def statement_text(code: Code, node: Node) -> str:
    """The statement around a node, cut short, and the name of its function: what a token is called there."""
    current: Node | None = node
    while current is not None and not re.search(
        r"statement$|declaration$|^assignment$|pair$|keyed_element", current.type
    ):
        current = current.parent
    function = code.function_of(node)
    words = [code.text(current)[:400] if current is not None else ""]
    while function is not None:
        words.append(function.name)
        function = (
            code.function_of(function.parent.node)
            if function.parent is not None and function.parent.kind != "module"
            else None
        )
    return "\n".join(words)
