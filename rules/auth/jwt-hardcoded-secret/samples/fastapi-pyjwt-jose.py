import os
from datetime import datetime, timedelta

import jwt
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from fastapi_users.authentication import JWTStrategy
from jose import jwt as jose_jwt

from .config import settings

# ruleid: hardcoded-credential
SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"
# ruleid: hardcoded-credential
FALLBACK = os.getenv("APP_KEY", "dev-secret")
FROM_ENV = os.environ["APP_KEY"]
MAYBE = os.getenv("APP_KEY")
ALGORITHM = "HS256"
PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
-----END PUBLIC KEY-----"""
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")


def claims(name):
    return {"sub": name, "exp": datetime.utcnow() + timedelta(minutes=15)}


@app.post("/token")
def token(name: str):
    # ruleid: jwt-hardcoded-secret
    first = jwt.encode(claims(name), SECRET_KEY, algorithm=ALGORITHM)
    # ruleid: jwt-hardcoded-secret
    second = jwt.encode(claims(name), "secret", algorithm="HS256")
    # ruleid: jwt-hardcoded-secret
    third = jose_jwt.encode(claims(name), key=FALLBACK, algorithm="HS256")
    # ok: jwt-hardcoded-secret
    fourth = jwt.encode(claims(name), FROM_ENV, algorithm="HS256")
    # ok: jwt-hardcoded-secret
    fifth = jwt.encode(claims(name), MAYBE, algorithm="HS256")
    # ok: jwt-hardcoded-secret
    sixth = jwt.encode(claims(name), settings.secret_key, algorithm="HS256")
    # ok: jwt-hardcoded-secret
    seventh = jwt.encode(claims(name), settings.SECRET_KEY.get_secret_value(), algorithm="HS256")
    return [first, second, third, fourth, fifth, sixth, seventh]


@app.get("/me")
def me(token: str = Depends(scheme)):
    # ruleid: jwt-hardcoded-secret
    return jwt.decode(token, SECRET_KEY, algorithms=[ALGORITHM])


@app.get("/public")
def public(token: str = Depends(scheme)):
    # ok: jwt-hardcoded-secret
    return jwt.decode(token, PUBLIC_KEY, algorithms=["RS256"])


class TokenService:
    # ruleid: hardcoded-credential
    secret = "tokens-are-fun"
    other = settings.key

    def __init__(self, key: str | None = None):
        self.key = key or "fallback-key"

    def issue(self, name):
        # ruleid: jwt-hardcoded-secret
        return jwt.encode(claims(name), self.secret, algorithm="HS256")

    def issue_other(self, name):
        # ok: jwt-hardcoded-secret
        return jwt.encode(claims(name), self.other, algorithm="HS256")

    def issue_key(self, name):
        # ruleid: jwt-hardcoded-secret
        return jwt.encode(claims(name), self.key, algorithm="HS256")


CONFIG = {"jwt": {"key": "abc123"}, "algorithm": "HS256"}


def from_dict(name):
    # ruleid: jwt-hardcoded-secret
    return jwt.encode(claims(name), CONFIG["jwt"]["key"], algorithm=CONFIG["algorithm"])


def with_default(name, key="change-me"):
    # ruleid: jwt-hardcoded-secret
    return jwt.encode(claims(name), key, algorithm="HS256")


def with_parameter(name, key):
    # ok: jwt-hardcoded-secret
    return jwt.encode(claims(name), key, algorithm="HS256")


def with_bytes(name):
    # ruleid: jwt-hardcoded-secret
    return jwt.encode(claims(name), "s3cr3t".encode("utf-8"), algorithm="HS256")


def with_file(name):
    with open("private.pem") as handle:
        # ok: jwt-hardcoded-secret
        return jwt.encode(claims(name), handle.read(), algorithm="RS256")


def empty(name):
    # ruleid: jwt-hardcoded-secret
    return jwt.encode(claims(name), "", algorithm="HS256")


def strategy():
    # ruleid: jwt-hardcoded-secret
    return JWTStrategy(secret="SECRET", lifetime_seconds=3600)


def env_strategy():
    # ok: jwt-hardcoded-secret
    return JWTStrategy(secret=settings.secret, lifetime_seconds=3600)
