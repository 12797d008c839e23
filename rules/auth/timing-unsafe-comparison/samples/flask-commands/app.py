from flask import Flask, request

from .checks import require_peer_key

app = Flask(__name__)


@app.post("/sync")
def sync_now():
    require_peer_key(request.headers["X-Token"])
    return "", 204
