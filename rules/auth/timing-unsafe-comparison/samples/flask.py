import hashlib
import hmac
import os
import secrets

from flask import abort, request

API_KEY = os.environ["API_KEY"]


def webhook(settings, body):
    signature = request.headers.get("X-Hub-Signature-256", "")
    # ruleid: timing-unsafe-comparison
    if signature != hmac.new(settings.secret, body, hashlib.sha256).hexdigest():
        abort(401)
    expected = "sha256=" + hmac.new(settings.secret, body, hashlib.sha256).hexdigest()
    # ruleid: timing-unsafe-comparison
    if expected == signature:
        return "ok"
    # ok: timing-unsafe-comparison
    if hmac.compare_digest(expected, signature):
        return "ok"
    # ok: timing-unsafe-comparison
    if signature == "":
        return "unsigned"
    return "no"


def authenticate(settings, user, token):
    # ruleid: timing-unsafe-comparison
    if request.headers.get("X-API-Key") != settings.api_key:
        abort(401)
    # ruleid: timing-unsafe-comparison
    if request.headers["X-API-Key"] == os.environ["API_KEY"]:
        return True
    # ruleid: timing-unsafe-comparison
    if user.reset_token == token:
        return True
    # ruleid: timing-unsafe-comparison
    valid = request.args.get("token") == settings.TOKEN
    # ok: timing-unsafe-comparison
    if secrets.compare_digest(request.headers["X-API-Key"], API_KEY):
        return True
    return valid


def not_secrets(parser, payload, form, user, other):
    # ok: timing-unsafe-comparison
    if parser.token == parser.END:
        return 1
    # ok: timing-unsafe-comparison
    if payload["token_type"] == "bearer":
        return 2
    # ok: timing-unsafe-comparison
    if form.password == form.password_confirm:
        return 3
    # ok: timing-unsafe-comparison
    if user.api_key is None:
        return 4
    # ok: timing-unsafe-comparison
    if len(user.api_key) == len(other.api_key):
        return 5
    # ok: timing-unsafe-comparison
    if user.token_id == other.token_id:
        return 6
    # ok: timing-unsafe-comparison
    if payload.method_signature == other.method_signature:
        return 7
    # ok: timing-unsafe-comparison
    if user.cache_key == other.cache_key:
        return 8
    # ok: timing-unsafe-comparison
    # todook: weak-hash
    return hashlib.md5(payload.body).hexdigest() == other.etag


WEBHOOK_SECRET = os.environ["WEBHOOK_SECRET"]
DONE = 3


def constants(given, token):
    # ruleid: timing-unsafe-comparison
    if given == WEBHOOK_SECRET:
        return True
    # ok: timing-unsafe-comparison
    return token == DONE
