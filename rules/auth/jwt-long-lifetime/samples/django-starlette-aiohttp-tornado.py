import datetime
import time

import jwt
import tornado.web
from aiohttp import web
from authlib.jose import jwt as authlib_jwt
from django.conf import settings
from fastapi_users.authentication import JWTStrategy
from starlette.responses import JSONResponse

LIFETIME = 3600 * 24 * 14


def django_login(request):
    expires = datetime.datetime.now() + datetime.timedelta(days=60)
    # ruleid: jwt-long-lifetime
    return jwt.encode({"id": request.user.pk, "exp": int(expires.timestamp())}, settings.SECRET_KEY, algorithm="HS256")


def django_text(request):
    expires = datetime.datetime.now() + datetime.timedelta(days=60)
    # ruleid: jwt-long-lifetime
    return jwt.encode({"id": request.user.pk, "exp": int(expires.strftime("%s"))}, settings.SECRET_KEY, algorithm="HS256")


def django_configured(request):
    # ok: jwt-long-lifetime
    expires = datetime.datetime.now() + datetime.timedelta(minutes=settings.TOKEN_MINUTES)
    return jwt.encode({"id": request.user.pk, "exp": expires}, settings.SECRET_KEY, algorithm="HS256")


async def starlette_login(request):
    # ruleid: jwt-long-lifetime
    payload = {"sub": "a", "exp": round(time.time()) + LIFETIME}
    return JSONResponse({"token": authlib_jwt.encode({"alg": "HS256"}, payload, settings.KEY).decode()})


async def aiohttp_login(request):
    payload = {"sub": "a"}
    # ruleid: jwt-long-lifetime
    payload.update(exp=time.time() + 86400 * 2)
    return web.json_response({"token": jwt.encode(payload, request.app["key"])})


class Login(tornado.web.RequestHandler):
    def post(self):
        # ok: jwt-long-lifetime
        self.write(jwt.encode({"sub": "a", "exp": time.time() + 86400}, self.settings["key"]))


def strategy():
    # ruleid: jwt-long-lifetime
    return JWTStrategy(secret=settings.SECRET_KEY, lifetime_seconds=3600 * 24 * 30)


def short_strategy():
    # ok: jwt-long-lifetime
    return JWTStrategy(secret=settings.SECRET_KEY, lifetime_seconds=3600)
