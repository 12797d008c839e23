import os

from fastapi_users.authentication import JWTStrategy
from fastapi_users.jwt import generate_jwt

SECRET = os.environ["SECRET"]


def get_jwt_strategy() -> JWTStrategy:
    # ok: jwt-without-expiry
    return JWTStrategy(secret=SECRET, lifetime_seconds=3600)


def get_endless_strategy() -> JWTStrategy:
    # ruleid: jwt-without-expiry
    return JWTStrategy(secret=SECRET, lifetime_seconds=None)


def verification_mail(user):
    # ruleid: jwt-without-expiry
    endless = generate_jwt({"sub": user.id}, SECRET)
    # ok: jwt-without-expiry
    timed = generate_jwt({"sub": user.id}, SECRET, 600)
    return endless, timed
