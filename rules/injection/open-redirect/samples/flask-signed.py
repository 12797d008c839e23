import json

import jwt
from flask import Flask, current_app, redirect, request
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer
from werkzeug.local import LocalProxy

app = Flask(__name__)
serializer = LocalProxy(lambda: URLSafeTimedSerializer(current_app.config["SECRET_KEY"]))


@app.get("/callback")
def callback():
    try:
        state = serializer.loads(request.args["state"], max_age=600)
    except BadSignature:
        return "expired", 403
    # ok: open-redirect
    return redirect(state["next"])


@app.get("/continue")
def continued():
    target = TimestampSigner(current_app.config["SECRET_KEY"]).unsign(request.args["to"], max_age=60)
    # ok: open-redirect
    return redirect(target.decode())


@app.get("/token")
def by_token():
    claims = jwt.decode(request.args["token"], current_app.config["SECRET_KEY"], algorithms=["HS256"])
    # ok: open-redirect
    return redirect(claims["next"])


@app.get("/plain")
def plain():
    state = json.loads(request.args["state"])
    # ruleid: open-redirect
    return redirect(state["next"])


@app.get("/unverified")
def unverified():
    # pedantic: jwt-unverified
    claims = jwt.decode(request.args["token"], options={"verify_signature": False})
    # ruleid: open-redirect
    return redirect(claims["next"])
