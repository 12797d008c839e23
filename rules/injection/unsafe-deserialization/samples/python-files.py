"""Pickles that do not visibly come from a request."""

import pickle
import socket
from pathlib import Path

import joblib
import redis
import yaml

cache = redis.Redis()
MODEL = "/srv/models/ranker.pkl"


def handle(message):
    # ruleid: unsafe-deserialization
    return pickle.loads(message.value)


def receive(sock: socket.socket):
    data = sock.recv(4096)
    # ruleid: unsafe-deserialization
    return pickle.loads(data)


def read_settings(text):
    # ruleid: unsafe-deserialization
    return yaml.load(text)


def load_model():
    with open("model.pkl", "rb") as source:
        # ok: unsafe-deserialization
        model = pickle.load(source)
    # ok: unsafe-deserialization
    other = pickle.load(open(MODEL, "rb"))
    # ok: unsafe-deserialization
    third = joblib.load(MODEL)
    return model, other, third


def read_state(state_path):
    with open(state_path, "rb") as source:
        # ruleid: unsafe-deserialization
        return pickle.load(source)


def copy(value):
    # ok: unsafe-deserialization
    return pickle.loads(pickle.dumps(value))


def cached(key):
    value = cache.get(key)
    if value is not None:
        # ok: unsafe-deserialization
        return pickle.loads(value)
    # ok: unsafe-deserialization
    return pickle.loads(cache.get("default"))


def constants():
    # ok: unsafe-deserialization
    return yaml.load("a: 1", Loader=yaml.FullLoader)


def read_config(path: Path):
    # ok: unsafe-deserialization
    return yaml.safe_load(path.read_text())
