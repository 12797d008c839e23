import hashlib
import hmac
import os

from flask import Flask, abort, current_app, request

app = Flask(__name__)
API_KEY = os.environ.get("HOOK_API_KEY", "key-of-tests")


@app.post("/signed")
def signed():
    expected = hmac.new(b"secret", request.data, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("X-Signature", "").encode(), expected.encode()):  # not theirs
        abort(403)
    return "ok"


@app.post("/keyed")
def keyed():
    api_key = request.headers.get("X-Api-Key")
    if api_key is None or not hmac.compare_digest(api_key.encode(), API_KEY.encode()):
        abort(403)
    return "ok"


@app.post("/checked")
def checked():
    api_key = request.headers.get("X-Api-Key")
    if api_key is None or not hmac.compare_digest(api_key.encode(), API_KEY.encode()):
        abort(403)
    return "ok"


@app.post("/bytes")
def raw():
    digest = hmac.new(b"secret", request.data, hashlib.sha256).digest()
    good = hmac.compare_digest(bytes.fromhex(request.headers["X-Signature"]), digest)
    return "ok" if good else ("no", 403)


@app.post("/configured")
def configured():
    if not hmac.compare_digest(("Bearer " + current_app.config["API_TOKEN"]).encode(), request.headers["Authorization"].encode()):
        abort(403)
    return "ok"
