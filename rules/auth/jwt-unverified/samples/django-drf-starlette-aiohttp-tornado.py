import jwt
import tornado.web
from aiohttp import web
from authlib.jose import JsonWebToken
from authlib.jose import jwt as authlib_jwt
from django.conf import settings
from rest_framework import authentication
from rest_framework_simplejwt.tokens import AccessToken, UntypedToken
from starlette.authentication import AuthenticationBackend


class TokenAuthentication(authentication.BaseAuthentication):
    def authenticate(self, request):
        token = request.headers["Authorization"].split()[1]
        # ruleid: jwt-unverified
        payload = jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"], verify=False)
        return payload["id"], token


class CheckedAuthentication(authentication.BaseAuthentication):
    def authenticate(self, request):
        token = request.headers["Authorization"].split()[1]
        # ok: jwt-unverified
        payload = jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"])
        return payload["id"], token


def simple(raw):
    # ruleid: jwt-unverified
    first = UntypedToken(raw, verify=False)
    # ok: jwt-unverified
    second = AccessToken(raw)
    return first, second


class Backend(AuthenticationBackend):
    async def authenticate(self, conn):
        # ruleid: jwt-unverified
        return jwt.decode(conn.headers["x-token"], options={"verify_signature": False, "verify_exp": True})


async def aiohttp_view(request):
    # ruleid: jwt-unverified
    data = jwt.decode(request.headers["x-token"], request.app["key"])
    # ok: jwt-unverified
    fine = jwt.decode(request.headers["x-token"], request.app["key"], algorithms=["HS256"])
    return web.json_response([data, fine])


class Handler(tornado.web.RequestHandler):
    def get_current_user(self):
        # ruleid: jwt-unverified
        return jwt.decode(self.get_cookie("token"), algorithms=["HS256"], options={"verify_signature": False})["user"]


# ruleid: jwt-unverified
loose = JsonWebToken(["HS256", "none"])
# ok: jwt-unverified
strict = JsonWebToken(["HS256"])


def authlib_claims(token):
    # ok: jwt-unverified
    claims = authlib_jwt.decode(token, settings.SECRET_KEY)
    claims.validate()
    return claims


def is_ours(token):
    # a question for routing: whoever uses the token still verifies it
    # ok: jwt-unverified
    if jwt.decode(token, options={"verify_signature": False}).get("iss") == "us":
        return True
    return False
