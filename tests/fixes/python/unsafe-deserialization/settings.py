import pickle
from yaml import load as read_yaml

import torch
import yaml
from flask import Flask, request

app = Flask(__name__)


@app.post("/settings")
def settings():
    first = yaml.load(request.data, Loader=yaml.FullLoader)  # what the client sent
    second = yaml.unsafe_load(
        request.data,
    )
    third = list(yaml.load_all(request.data, yaml.Loader))
    fourth = read_yaml(request.data, Loader=yaml.Loader)
    return {"settings": [first, second, third, fourth]}


@app.post("/model")
def model():
    return str(torch.load(request.files["model"], map_location="cpu"))


@app.post("/state")
def state():
    return str(pickle.loads(request.data))
