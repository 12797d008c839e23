import os
import time

import jwt

SIGNING = os.environ["TOKEN_KEY"]
LEGACY = {"jwt_secret": os.environ["JWT_SECRET"]}


def claims(name):
    return {"sub": name, "exp": int(time.time()) + 900}


def issue(name):
    return jwt.encode(claims(name), SIGNING, algorithm="HS256")


def read(token):
    return jwt.decode(token, SIGNING, algorithms=["HS256"])


def issue_here(name):
    return jwt.encode(
        claims(name),
        os.environ["JWT_SECRET_KEY"],  # for now
        algorithm="HS256",
    )


def issue_legacy(name):
    return jwt.encode(claims(name), LEGACY["jwt_secret"], algorithm="HS256")
