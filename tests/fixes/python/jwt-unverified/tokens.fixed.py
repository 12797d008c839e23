import os

import jwt

KEY = os.environ.get("TOKEN_KEY", "a key that is long enough for this test")
LENIENT = {"verify_signature": False}


def issue(user, exp):
    return jwt.encode({"sub": user, "exp": exp}, KEY, algorithm="HS256")


def user_of(token):
    payload = jwt.decode(token, KEY, algorithms=["HS256"])
    return payload["sub"]


def lenient(token):
    payload = jwt.decode(token, KEY, algorithms=["HS256"])
    return payload["sub"]


def with_none(token):
    payload = jwt.decode(token, KEY, algorithms=["HS256"])  # both
    return payload["sub"]


def some_checks(token):
    payload = jwt.decode(
        token,
        KEY,
        algorithms=["HS256"],
        options={"require": ["exp"]},
    )
    return payload["sub"]


def any_algorithm(token):
    payload = jwt.decode(token, KEY, algorithms=["HS256"])
    return payload["sub"]
