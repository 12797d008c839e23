import datetime as dt
from calendar import timegm

import jwt as pyjwt
from flask import Flask, current_app, jsonify, request
from flask_jwt_extended import JWTManager, create_access_token
from jose import jwt as jose_jwt
from jwt import encode as sign

from .claims import build_claims

app = Flask(__name__)
manager = JWTManager(app)
EXP = "exp"


@app.post("/login")
def login():
    user = request.get_json()["user"]
    # ruleid: jwt-without-expiry
    token = pyjwt.encode({"user": user, "admin": False}, current_app.config["SECRET_KEY"], "HS256")
    return jsonify(token=token)


@app.post("/login-timed")
def login_timed():
    user = request.get_json()["user"]
    claims = {"user": user, "exp": dt.datetime.utcnow() + dt.timedelta(minutes=30)}
    # ok: jwt-without-expiry
    return jsonify(token=pyjwt.encode(claims, current_app.config["SECRET_KEY"], "HS256"))


@app.post("/jose")
def jose_login():
    # ruleid: jwt-without-expiry
    return jose_jwt.encode({"sub": request.form["name"]}, current_app.config["SECRET_KEY"], algorithm="HS256")


@app.post("/jose-timed")
def jose_timed():
    claims = dict(sub=request.form["name"], exp=timegm(dt.datetime.utcnow().utctimetuple()) + 900)
    # ok: jwt-without-expiry
    return jose_jwt.encode(claims, current_app.config["SECRET_KEY"], algorithm="HS256")


@app.post("/short")
def short_name():
    # ruleid: jwt-without-expiry
    return sign(payload={"id": request.form["id"]}, key=current_app.config["SECRET_KEY"])


@app.post("/constant-key")
def constant_key():
    claims = {"id": request.form["id"]}
    claims[EXP] = 1
    # ok: jwt-without-expiry
    return sign(claims, current_app.config["SECRET_KEY"])


@app.post("/elsewhere")
def elsewhere():
    # made by another file: not known, so not said
    # ok: jwt-without-expiry
    return sign(build_claims(request.form), current_app.config["SECRET_KEY"])


@app.post("/merged")
def merged():
    base = {"id": request.form["id"]}
    # ruleid: jwt-without-expiry
    first = sign(base | {"role": "user"}, current_app.config["SECRET_KEY"])
    # ok: jwt-without-expiry
    second = sign(base | {"exp": 1}, current_app.config["SECRET_KEY"])
    return jsonify([first, second])


@app.post("/extended")
def extended():
    # ruleid: jwt-without-expiry
    forever = create_access_token(identity="me", expires_delta=False)
    # ok: jwt-without-expiry
    default = create_access_token(identity="me")
    return jsonify([forever, default])


# ruleid: jwt-without-expiry
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = False
# ok: jwt-without-expiry
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = dt.timedelta(minutes=15)
# ok: jwt-without-expiry
# ruleid: insecure-cookie
app.config["JWT_COOKIE_SECURE"] = False
