import hashlib
import hmac
import os

from flask import Flask, abort, current_app, request

app = Flask(__name__)
API_KEY = os.environ.get("HOOK_API_KEY", "key-of-tests")


@app.post("/signed")
def signed():
    expected = hmac.new(b"secret", request.data, hashlib.sha256).hexdigest()
    if request.headers.get("X-Signature") != expected:  # not theirs
        abort(403)
    return "ok"


@app.post("/keyed")
def keyed():
    api_key = request.headers.get("X-Api-Key")
    if api_key != API_KEY:
        abort(403)
    return "ok"


@app.post("/checked")
def checked():
    api_key = request.headers.get("X-Api-Key")
    if api_key is None or api_key != API_KEY:
        abort(403)
    return "ok"


@app.post("/bytes")
def raw():
    digest = hmac.new(b"secret", request.data, hashlib.sha256).digest()
    good = bytes.fromhex(request.headers["X-Signature"]) == digest
    return "ok" if good else ("no", 403)


@app.post("/configured")
def configured():
    if "Bearer " + current_app.config["API_TOKEN"] != request.headers["Authorization"]:
        abort(403)
    return "ok"
