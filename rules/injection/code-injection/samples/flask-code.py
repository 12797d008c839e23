import ast
import importlib
import json
import re

from flask import Flask, request

app = Flask(__name__)
BACKENDS = {"s3": "app.storage.s3", "disk": "app.storage.disk"}
EXPRESSION = re.compile(r"\d+")


@app.route("/calc")
def calc():
    formula = request.args.get("formula", "")
    # ruleid: code-injection
    return str(eval(formula))


@app.route("/run", methods=["POST"])
def run():
    body = request.get_json()
    source = "result = " + body["code"]
    # ruleid: code-injection
    exec(source, {})
    # ruleid: code-injection
    program = compile(body["code"], "<input>", "exec")
    # ok: code-injection
    value = ast.literal_eval(body["value"])
    # ok: code-injection
    data = json.loads(body["data"])
    # ok: code-injection
    match = EXPRESSION.match(body["text"])
    # ok: code-injection
    pattern = re.compile(r"^[a-z]+$")
    # ok: code-injection
    total = eval("1 + 1")
    return {"value": value, "data": data, "total": total}


@app.route("/backend/<name>")
def backend(name):
    # ruleid: code-injection
    module = importlib.import_module(f"app.backends.{name}")
    # ruleid: code-injection
    other = __import__(name)
    # ok: code-injection
    known = importlib.import_module(BACKENDS[name])
    return str((module, other, known))
