"""The calls of JWT libraries, by their qualified names."""

from __future__ import annotations

import re

PY_ENCODE = {  # name → position of payload and key
    "jwt.encode": (0, 1), "jwt.PyJWT().encode": (0, 1), "jwt.api_jwt.encode": (0, 1),
    "jwt.api_jwt.PyJWT().encode": (0, 1), "jwt.JWT().encode": (0, 1), "jose.jwt.encode": (0, 1),
    "authlib.jose.jwt.encode": (1, 2),
    "authlib.jose.JsonWebToken().encode": (1, 2), "joserfc.jwt.encode": (1, 2), "python_jwt.generate_jwt": (0, 1),
    "jwcrypto.jwt.JWT": (1, -1), "fastapi_users.jwt.generate_jwt": (0, 1),
}  # fmt: skip
PY_DECODE = {
    "jwt.decode", "jwt.decode_complete", "jwt.PyJWT().decode", "jwt.PyJWT().decode_complete", "jwt.api_jwt.decode",
    "jwt.api_jwt.decode_complete", "jwt.api_jwt.PyJWT().decode", "jwt.JWT().decode", "jose.jwt.decode",
    "authlib.jose.jwt.decode", "authlib.jose.JsonWebToken().decode", "joserfc.jwt.decode", "jose.jws.verify",
    "fastapi_users.jwt.decode_jwt",
}  # fmt: skip
PY_UNVERIFIED = {
    "jose.jwt.get_unverified_claims",
    "jose.jws.get_unverified_claims",
    "python_jwt.process_jwt",
    "jwt.decode_unverified",
}
JS_SIGN = {
    "jsonwebtoken.sign", "jwt-simple.encode", "hono/jwt.sign", "hono/jwt.Jwt.sign", "@tsndr/cloudflare-worker-jwt.sign",
    "jose.JWT.sign", "njwt.create", "jsonwebtoken-promisified.sign", "jsonwebtoken-esm.sign", "hono/utils/jwt/jwt.sign",
}  # fmt: skip
JS_VERIFY = {
    "jsonwebtoken.verify", "jwt-simple.decode", "hono/jwt.verify", "hono/jwt.Jwt.verify",
    "@tsndr/cloudflare-worker-jwt.verify", "jose.JWT.verify", "njwt.verify", "jose.jwtVerify",
    "jose/jwt/verify.jwtVerify", "jsonwebtoken-promisified.verify", "hono/jwt.verifyWithJwks", "jose.jwtDecrypt",
    "hono/utils/jwt/jwt.verify",
}  # fmt: skip
JS_DECODE = {
    "jsonwebtoken.decode", "jwt-decode", "jwt-decode.jwtDecode", "jwt-decode.jwt_decode", "jose.decodeJwt",
    "jose.JWT.decode", "hono/jwt.decode", "hono/jwt.Jwt.decode", "@tsndr/cloudflare-worker-jwt.decode",
    "jose.UnsecuredJWT.decode", "jose/jwt/unsecured.UnsecuredJWT.decode", "jose/util/decode_jwt.decodeJwt",
    "jsonwebtoken-promisified.decode", "hono/utils/jwt/jwt.decode",
}  # fmt: skip
JS_SETUP = {
    "express-jwt": "express-jwt", "express-jwt.expressjwt": "express-jwt", "express-jwt.expressJwt": "express-jwt",
    "express-jwt.jwt": "express-jwt",
    "koa-jwt": "koa-jwt", "koa-jwt.jwt": "koa-jwt", "hono/jwt.jwt": "hono", "passport-jwt.Strategy": "passport-jwt",
    "express-oauth2-jwt-bearer.auth": "express-oauth2-jwt-bearer", "fast-jwt.createSigner": "fast-jwt",
    "fast-jwt.createVerifier": "fast-jwt", "fast-jwt.createDecoder": "fast-jwt-decoder",
    "@nestjs/jwt.JwtModule.register": "nest-module", "@nestjs/jwt.JwtModule.registerAsync": "nest-module",
    "@nestjs/jwt.JwtService": "nest-module", "@elysiajs/jwt.jwt": "elysia",
}  # fmt: skip
PY_SETUP = {
    "fastapi_users.authentication.JWTStrategy": "fastapi-users",
    "fastapi_users.authentication.strategy.JWTStrategy": "fastapi-users",
    "fastapi_users.authentication.strategy.jwt.JWTStrategy": "fastapi-users",
    "fastapi_users.authentication.JWTAuthentication": "fastapi-users", "aiohttp_jwt.JWTMiddleware": "aiohttp-jwt",
    "starlette_jwt.JWTAuthenticationBackend": "starlette-jwt",
    "flask_jwt_extended.create_access_token": "flask-jwt-extended", "jwcrypto.jwk.JWK": "jwk",
    "jwcrypto.jwk.JWK.from_password": "jwk", "joserfc.jwk.OctKey.import_key": "jwk",
    "authlib.jose.OctKey.import_key": "jwk", "sanic_jwt.Initialize": "sanic-jwt", "jose.jwk.construct": "jwk",
    "fastapi_jwt.JwtAccessBearer": "fastapi-jwt",
}  # fmt: skip

_GO_MODULES = (
    (
        re.compile(
            r"^(?:github\.com/(?:golang-jwt/jwt|dgrijalva/jwt-go|form3tech-oss/jwt-go)|"
            r"gopkg\.in/dgrijalva/jwt-go\.v\d)(?:/v\d+)?(?:/request)?(?=\.|$)"
        ),
        "golang-jwt",
    ),
    (re.compile(r"^github\.com/lestrrat-go/jwx(?:/v\d+)?/jwt(?=\.|$)"), "jwx"),
    (re.compile(r"^github\.com/go-chi/jwtauth(?:/v\d+)?(?=\.|$)"), "jwtauth"),
    (re.compile(r"^github\.com/appleboy/gin-jwt(?:/v\d+)?(?=\.|$)"), "gin-jwt"),
    (re.compile(r"^github\.com/labstack/echo-jwt(?:/v\d+)?(?=\.|$)"), "echo-jwt"),
    (re.compile(r"^github\.com/labstack/echo(?:/v\d+)?/middleware(?=\.|$)"), "echo-middleware"),
    (re.compile(r"^github\.com/gofiber/(?:contrib(?:/v\d+)?/jwt|jwt)(?:/v\d+)?(?=\.|$)"), "fiber-jwt"),
    (
        re.compile(
            r"^(?:github\.com/go-jose/go-jose|gopkg\.in/(?:square/)?go-jose\.v\d|"
            r"gopkg\.in/go-jose/go-jose\.v\d)(?:/v\d+)?/jwt(?=\.|$)"
        ),
        "go-jose-jwt",
    ),
    (
        re.compile(
            r"^(?:github\.com/go-jose/go-jose|gopkg\.in/(?:square/)?go-jose\.v\d|"
            r"gopkg\.in/go-jose/go-jose\.v\d)(?:/v\d+)?(?=\.|$)"
        ),
        "go-jose",
    ),
)


def canonical(name: str) -> str:
    """A Go name with the import path replaced by the library's short name; other names unchanged."""
    for pattern, short in _GO_MODULES:
        if pattern.match(name):
            return pattern.sub(short, name, count=1)
    return name
