import os

from flask import Flask, request

app = Flask(__name__)

# What settings are kept under, no settings.
CONF_URL = "url"
CONF_USERNAME = "username"
# ok: hardcoded-credential
CONF_PASSWORD = "password"
CONF_VERIFY = "verify"


def check_settings(config):
    # A known default is refused, nobody logs in with it.
    # ok: hardcoded-credential
    if config.secret == "changethis":
        raise SystemExit("set a secret")
    secret = os.environ.get("APP_SECRET")
    # ok: hardcoded-credential
    if secret is None or secret == "generate-it":
        secret = os.urandom(32).hex()
    return secret


@app.post("/jobs")
def jobs():
    # ruleid: secret-in-url
    secret = request.args.get("secret")
    # ruleid: hardcoded-credential
    if secret == "changethis":
        return "ok"
    return "", 401
