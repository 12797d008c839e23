import datetime
import os

import jwt
from decouple import config
from django.conf import settings
from flask import Flask, current_app
from flask_jwt_extended import JWTManager

app = Flask(__name__)
# ruleid: jwt-hardcoded-secret
app.config["JWT_SECRET_KEY"] = "super-secret"
# ok: jwt-hardcoded-secret
app.config["JWT_SECRET_KEY"] = os.environ["JWT_SECRET_KEY"]
# ok: jwt-hardcoded-secret
app.config["JWT_TOKEN_LOCATION"] = "headers"
manager = JWTManager(app)

SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    # ruleid: jwt-hardcoded-secret
    "SIGNING_KEY": "please-do-not",
    # ok: jwt-hardcoded-secret
    "VERIFYING_KEY": None,
}

JWT_AUTH = {
    # ruleid: jwt-hardcoded-secret
    "JWT_SECRET_KEY": "abc",
    # ok: jwt-hardcoded-secret
    "JWT_AUTH_HEADER_PREFIX": "Bearer",
}


class Config:
    # ruleid: jwt-hardcoded-secret
    JWT_SECRET_KEY = os.environ.get("JWT_SECRET_KEY") or "you-will-never-guess"
    # ok: jwt-hardcoded-secret
    JWT_ALGORITHM = "HS256"


class Production(Config):
    # ok: jwt-hardcoded-secret
    JWT_SECRET_KEY = os.environ["JWT_SECRET_KEY"]


def soon():
    return datetime.datetime.utcnow() + datetime.timedelta(minutes=5)


def django_token(user):
    # ok: jwt-hardcoded-secret
    return jwt.encode({"id": user.pk, "exp": soon()}, settings.SECRET_KEY, algorithm="HS256")


def flask_token(user):
    # ok: jwt-hardcoded-secret
    return jwt.encode({"id": user.pk, "exp": soon()}, current_app.config["SECRET_KEY"], algorithm="HS256")


def decouple_token(user):
    # ruleid: jwt-hardcoded-secret
    return jwt.encode({"id": user.pk, "exp": soon()}, config("KEY", default="insecure"), algorithm="HS256")


def decouple_required(user):
    # ok: jwt-hardcoded-secret
    return jwt.encode({"id": user.pk, "exp": soon()}, config("KEY"), algorithm="HS256")


app.config["TOKEN_KEY"] = "abcdef"


def configured(user):
    # ruleid: jwt-hardcoded-secret
    return jwt.encode({"id": user.pk, "exp": soon()}, app.config["TOKEN_KEY"], algorithm="HS256")


def configured_or(user):
    # ruleid: jwt-hardcoded-secret
    return jwt.encode({"id": user.pk, "exp": soon()}, app.config.get("OTHER_KEY", "abcdef"), algorithm="HS256")
