import os

import jwt

KEY = os.environ.get("TOKEN_KEY", "a key that is long enough for this test")
LENIENT = {"verify_signature": False}


def issue(user, exp):
    return jwt.encode({"sub": user, "exp": exp}, KEY, algorithm="HS256")


def user_of(token):
    payload = jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_signature": False})
    return payload["sub"]


def lenient(token):
    payload = jwt.decode(token, KEY, algorithms=["HS256"], options=LENIENT)
    return payload["sub"]


def with_none(token):
    payload = jwt.decode(token, KEY, algorithms=["HS256", "none"])  # both
    return payload["sub"]


def some_checks(token):
    payload = jwt.decode(
        token,
        KEY,
        algorithms=["HS256"],
        options={"verify_signature": False, "require": ["exp"]},
    )
    return payload["sub"]


def any_algorithm(token):
    payload = jwt.decode(token, KEY)
    return payload["sub"]
