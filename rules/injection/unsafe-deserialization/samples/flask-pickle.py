import base64
import hmac
import json
import marshal
import pickle
import pickle as pkl
import shelve
from pickle import loads as unpickle

import dill
import jsonpickle
import numpy as np
import pandas as pd
import yaml
from flask import Flask, abort, jsonify, request
from itsdangerous import URLSafeSerializer
from yaml import Loader

app = Flask(__name__)


@app.route("/cart")
def cart():
    raw = request.cookies.get("cart")
    # ruleid: unsafe-deserialization
    items = pickle.loads(base64.b64decode(raw))
    # ruleid: unsafe-deserialization
    items = pkl.loads(request.get_data())
    # ruleid: unsafe-deserialization
    items = unpickle(base64.urlsafe_b64decode(request.form["cart"]))
    # ruleid: unsafe-deserialization
    items = dill.loads(request.data)
    # ruleid: unsafe-deserialization
    items = marshal.loads(request.data)
    # ruleid: unsafe-deserialization
    items = jsonpickle.decode(request.form["cart"])
    # ok: unsafe-deserialization
    items = json.loads(base64.b64decode(raw))
    # ok: unsafe-deserialization
    items = URLSafeSerializer("x").loads(raw)
    return jsonify(items)


@app.route("/import", methods=["POST"])
def import_config():
    upload = request.files["file"]
    # ruleid: unsafe-deserialization
    config = yaml.load(upload.read(), Loader=yaml.Loader)
    # ruleid: unsafe-deserialization
    config = yaml.load(request.data)
    # ruleid: unsafe-deserialization
    config = yaml.load(request.data, Loader=Loader)
    # ruleid: unsafe-deserialization
    config = yaml.unsafe_load(request.data)
    # ruleid: unsafe-deserialization
    frame = pd.read_pickle(upload)
    # ruleid: unsafe-deserialization
    # ruleid: path-traversal
    array = np.load(upload, allow_pickle=True)
    # ruleid: unsafe-deserialization
    # ruleid: path-traversal
    db = shelve.open(request.args["db"])
    # ok: unsafe-deserialization
    config = yaml.safe_load(upload)
    # ok: unsafe-deserialization
    config = yaml.load(upload, Loader=yaml.SafeLoader)
    # ok: unsafe-deserialization
    config = yaml.load(request.data, Loader=yaml.CSafeLoader)
    # ok: unsafe-deserialization
    array = np.load(upload)
    # ok: unsafe-deserialization
    frame = pd.read_csv(upload)
    return jsonify(config, frame, array, db)


@app.route("/signed", methods=["POST"])
def signed():
    body = request.get_data()
    expected = hmac.new(app.secret_key, body, "sha256").hexdigest()
    if not hmac.compare_digest(expected, request.headers["X-Signature"]):
        abort(403)
    # ok: unsafe-deserialization
    return jsonify(pickle.loads(body))


@app.route("/result/<key>")
def result(key):
    # ok: unsafe-deserialization
    return pickle.loads(app.cache.get(key))


class Sessions:
    def __init__(self, connection):
        self.connection = connection

    def load(self, key):
        found = self.connection.get(f"session:{key}")
        # ok: unsafe-deserialization
        return pickle.loads(found) if found else None


@app.get("/sessions")
def session_of():
    return {"found": Sessions(app.redis).load(request.args["key"]) is not None}
