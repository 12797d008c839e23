import datetime
import os

import jwt
from django.conf import settings
from django.http import JsonResponse
from django.views import View

JWT_AUTH = {
    # ruleid: jwt-without-expiry
    "JWT_VERIFY_EXPIRATION": False,
    # ok: jwt-without-expiry
    "JWT_VERIFY": True,
    "JWT_ALLOW_REFRESH": True,
}

GRAPHQL_JWT = {
    # ok: jwt-without-expiry
    "JWT_VERIFY_EXPIRATION": True,
    "JWT_EXPIRATION_DELTA": datetime.timedelta(minutes=5),
}

SIMPLE_JWT = {
    # ok: jwt-without-expiry
    "ROTATE_REFRESH_TOKENS": False,
    "SIGNING_KEY": os.environ["SIGNING_KEY"],
}


class User(object):
    @property
    def token(self):
        return self._generate_jwt_token()

    def _generate_jwt_token(self):
        # ruleid: jwt-without-expiry
        token = jwt.encode({"id": self.pk}, settings.SECRET_KEY, algorithm="HS256")
        return token

    def _generate_timed_token(self):
        dt = datetime.datetime.now() + datetime.timedelta(days=1)
        # ok: jwt-without-expiry
        return jwt.encode({"id": self.pk, "exp": int(dt.strftime("%s"))}, settings.SECRET_KEY, algorithm="HS256")


class LoginView(View):
    def post(self, request):
        claims = {}
        claims["id"] = request.user.pk
        # ruleid: jwt-without-expiry
        token = jwt.encode(claims, settings.SECRET_KEY, algorithm="HS256")
        return JsonResponse({"token": token})

    def put(self, request):
        claims = {}
        claims["id"] = request.user.pk
        if request.GET.get("remember"):
            claims["exp"] = datetime.datetime.utcnow() + datetime.timedelta(hours=8)
        else:
            claims["exp"] = datetime.datetime.utcnow() + datetime.timedelta(hours=1)
        # ok: jwt-without-expiry
        return JsonResponse({"token": jwt.encode(claims, settings.SECRET_KEY, algorithm="HS256")})
