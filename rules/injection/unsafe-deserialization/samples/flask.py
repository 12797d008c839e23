import base64
import json
import pickle
from pickle import loads

import yaml
from flask import Flask, request

app = Flask(__name__)


@app.post("/profile")
def profile():
    raw = base64.b64decode(request.cookies["profile"])
    # ruleid: unsafe-deserialization
    data = pickle.loads(raw)
    # ruleid: unsafe-deserialization
    again = loads(request.get_data())
    # ruleid: unsafe-deserialization
    document = yaml.load(request.data, Loader=yaml.Loader)
    # ruleid: unsafe-deserialization
    upload = pickle.load(request.files["model"])
    # ok: unsafe-deserialization
    safe = yaml.safe_load(request.data)
    # ok: unsafe-deserialization
    also_safe = yaml.load(request.data, Loader=yaml.SafeLoader)
    # ok: unsafe-deserialization
    plain = json.loads(request.data)
    return {"n": len([data, again, document, upload, safe, also_safe, plain])}


def from_cache(client, key):
    # ruleid: unsafe-deserialization
    return pickle.loads(client.get(key))


def own_file():
    # ok: unsafe-deserialization
    with open("model.pkl", "rb") as handle:
        return pickle.load(handle)


def copy(value):
    # ok: unsafe-deserialization
    return pickle.loads(pickle.dumps(value))


def configuration(path):
    with open(path) as handle:
        # ruleid: unsafe-deserialization
        return yaml.load(handle)


def safe_configuration(path):
    with open(path) as handle:
        # ok: unsafe-deserialization
        return yaml.load(handle, Loader=yaml.CSafeLoader)
