import os
import secrets
import time
from http.server import BaseHTTPRequestHandler

import jwt

KEY = os.environ["KEY"]


def make_token(user, **extra):
    payload = {"sub": user, **extra}
    # what is in `extra` is not seen here
    # ok: jwt-without-expiry
    return jwt.encode(payload, KEY, algorithm="HS256")


def tokens_in_turn():
    payload = {"sub": "a"}
    # ruleid: jwt-without-expiry
    first = jwt.encode(payload, KEY, algorithm="HS256")
    payload = {"sub": "a", "exp": time.time() + 60}
    # ok: jwt-without-expiry
    second = jwt.encode(payload, KEY, algorithm="HS256")
    return first, second


def own_expiry(user):
    # its own claim, checked by hand: not the standard's, but it does expire
    payload = {"sub": user, "expires": time.time() + 600}
    # ok: jwt-without-expiry
    return jwt.encode(payload, KEY, algorithm="HS256")


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        # ruleid: jwt-without-expiry
        token = jwt.encode({"sub": self.headers["X-User"], "exp": None}, KEY, algorithm="HS256")
        self.wfile.write(token.encode())


def encode(text, key):
    return text + key


# a function of its own with a familiar name
# ok: jwt-without-expiry
print(encode("payload", KEY))


def proof(method, url, key, public):
    payload = {"jti": secrets.token_urlsafe(), "htm": method, "htu": url, "iat": int(time.time())}
    # ok: jwt-without-expiry
    return jwt.encode(payload, key, algorithm="ES256", headers={"typ": "dpop+jwt", "jwk": public})
