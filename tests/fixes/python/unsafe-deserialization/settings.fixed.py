import pickle

import torch
import yaml
from flask import Flask, request

app = Flask(__name__)


@app.post("/settings")
def settings():
    first = yaml.safe_load(request.data)  # what the client sent
    second = yaml.safe_load(
        request.data,
    )
    third = list(yaml.safe_load_all(request.data))
    fourth = yaml.safe_load(request.data)
    return {"settings": [first, second, third, fourth]}


@app.post("/model")
def model():
    return str(torch.load(request.files["model"], map_location="cpu", weights_only=True))


@app.post("/state")
def state():
    return str(pickle.loads(request.data))
