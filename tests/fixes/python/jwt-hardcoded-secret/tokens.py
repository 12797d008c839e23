import os
import time

import jwt

SIGNING = os.getenv("TOKEN_KEY", "a fallback that everybody knows")
LEGACY = {"jwt_secret": "another one that everybody knows"}


def claims(name):
    return {"sub": name, "exp": int(time.time()) + 900}


def issue(name):
    return jwt.encode(claims(name), SIGNING, algorithm="HS256")


def read(token):
    return jwt.decode(token, SIGNING, algorithms=["HS256"])


def issue_here(name):
    return jwt.encode(
        claims(name),
        "the key itself, written down",  # for now
        algorithm="HS256",
    )


def issue_legacy(name):
    return jwt.encode(claims(name), LEGACY["jwt_secret"], algorithm="HS256")
