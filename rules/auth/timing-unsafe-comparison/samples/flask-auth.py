import hashlib

from flask import Flask, abort, current_app, request, session

app = Flask(__name__)


@app.before_request
def check_csrf():
    # ruleid: timing-unsafe-comparison
    if request.form.get("csrf_token") != session["csrf_token"]:
        abort(400)
    # ok: timing-unsafe-comparison
    if request.method == "GET":
        return None


@app.post("/cron")
def cron():
    # ruleid: secret-in-url
    token = request.args.get("token")
    # ruleid: timing-unsafe-comparison
    if token != current_app.config["CRON_TOKEN"]:
        abort(403)
    # ok: timing-unsafe-comparison
    if token is None:
        abort(403)
    return "ok"


@app.post("/register")
def register():
    password = request.form["password"]
    # ok: timing-unsafe-comparison
    if password != request.form["confirm_password"]:
        abort(400)
    # ok: timing-unsafe-comparison
    if request.form["password"] == request.form["password2"]:
        return "ok"
    # ok: timing-unsafe-comparison
    if password == "password":
        abort(400)
    return "ok"


@app.post("/otp")
def otp():
    # ruleid: timing-unsafe-comparison
    if request.json["otp"] == session["otp"]:
        return "ok"
    abort(403)


def etag(body, headers):
    # ok: timing-unsafe-comparison
    return hashlib.md5(body).hexdigest() == headers.get("If-None-Match")


def changed(form, account):
    # ok: timing-unsafe-comparison
    if form.token_type != account.token_type:
        return True
    # ok: timing-unsafe-comparison
    return account.new_secret != account.old_secret


@app.post("/hooks/inventory")
def inventory():
    # ruleid: timing-unsafe-comparison
    assert request.headers["X-Hook-Token"] == HOOK_TOKEN
    return "", 204
