import os
from datetime import datetime, timedelta

import jwt
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import OAuth2PasswordBearer
from flask import request
from flask_jwt_extended import decode_token
from jose import jwt as jose_jwt
from jwt import decode

KEY = os.environ["KEY"]
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
OPTIONS = {"verify_signature": False}
CHECKED = {"require": ["exp"], "verify_aud": False}


@app.get("/me")
def me(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    payload = jwt.decode(token, options={"verify_signature": False})
    return payload["sub"]


@app.get("/checked")
def checked(token: str = Depends(scheme)):
    # ok: jwt-unverified
    payload = jwt.decode(token, KEY, algorithms=["HS256"])
    # ok: jwt-unverified
    other = jwt.decode(token, KEY, algorithms=["HS256"], options=CHECKED)
    # ok: jwt-unverified
    third = jwt.decode(token, KEY, ["HS256"])
    return payload["sub"], other, third


@app.get("/old")
def old(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return jwt.decode(token, KEY, verify=False)


@app.get("/older")
def older(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return jwt.decode(token, None, False)


@app.get("/variable")
def variable(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return decode(token, KEY, algorithms=["HS256"], options=OPTIONS)


@app.get("/built")
def built(token: str = Depends(scheme)):
    options = {}
    options["verify_signature"] = False
    # ruleid: jwt-unverified
    return decode(token, KEY, algorithms=["HS256"], options=options)


@app.get("/dict")
def as_dict(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return decode(token, KEY, algorithms=["HS256"], options=dict(verify_signature=False))


@app.get("/none")
def none(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return jwt.decode(token, KEY, algorithms=["HS256", "none"])


@app.get("/no-algorithms")
def no_algorithms(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return jose_jwt.decode(token, KEY)


@app.get("/claims")
def claims(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return jose_jwt.get_unverified_claims(token)["sub"]


@app.get("/chosen")
def chosen(token: str = Depends(scheme)):
    header = jwt.get_unverified_header(token)
    # ruleid: jwt-unverified
    return jwt.decode(token, KEY, algorithms=[header["alg"]])


@app.get("/two-steps")
def two_steps(token: str = Depends(scheme)):
    # read first to find the tenant's key, then verified
    # ok: jwt-unverified
    tenant = jwt.decode(token, options={"verify_signature": False})["tenant"]
    # ok: jwt-unverified
    return jwt.decode(token, key_of(tenant), algorithms=["HS256"])


@app.get("/kid")
def by_kid(token: str = Depends(scheme)):
    kid = jwt.get_unverified_header(token)["kid"]
    # ok: jwt-unverified
    return jose_jwt.decode(token, key_of(kid), algorithms=["RS256"])


def key_of(name):
    return os.environ[f"KEY_{name}"]


def expires_at(token):
    # only the expiry is read
    # ok: jwt-unverified
    return jwt.decode(token, options={"verify_signature": False})["exp"]


@app.get("/expired")
def lenient(token: str = Depends(scheme)):
    # ruleid: jwt-unverified
    return jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_exp": False})


def refresh(token):
    # an expired token may be exchanged here
    # ok: jwt-unverified
    return jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_exp": False})


def extended():
    # ruleid: jwt-unverified
    return decode_token(request.headers["Authorization"], allow_expired=True)


def sign_nothing(name):
    exp = datetime.utcnow() + timedelta(minutes=5)
    # ruleid: jwt-unverified
    return jwt.encode({"sub": name, "exp": exp}, None, algorithm="none")


def sign(name):
    exp = datetime.utcnow() + timedelta(minutes=5)
    # ok: jwt-unverified
    return jwt.encode({"sub": name, "exp": exp}, KEY, algorithm="HS256")


class Verifier:
    algorithms = ["HS256"]

    def __init__(self, verify=True):
        self.verify = verify

    def claims(self, token):
        # ok: jwt-unverified
        return jwt.decode(token, KEY, algorithms=self.algorithms, options={"verify_signature": self.verify})


# not a token's decode
# ok: jwt-unverified
print(b"text".decode("utf-8"))
