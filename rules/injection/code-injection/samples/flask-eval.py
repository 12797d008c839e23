import ast
import builtins
import importlib
import json
import operator

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
OPERATIONS = {"add": operator.add, "mul": operator.mul}
PLUGINS = {"csv": "app.plugins.csv", "pdf": "app.plugins.pdf"}


@app.route("/calc")
def calc():
    expression = request.args.get("expression")
    # ruleid: code-injection
    result = eval(expression)
    # ruleid: code-injection
    result = eval(expression, {"__builtins__": {}}, {})
    # ruleid: code-injection
    exec("result = " + expression)
    # ruleid: code-injection
    code = compile(expression, "<input>", "eval")
    # ruleid: code-injection
    builtins.eval(f"1 + {expression}")
    # ok: code-injection
    value = ast.literal_eval(expression)
    # ok: code-injection
    value = json.loads(expression)
    # ok: code-injection
    result = OPERATIONS[expression](1, 2)
    # ok: code-injection
    result = eval("1 + 1")
    # ok: code-injection
    model.eval()
    return jsonify(result=result, value=value, code=str(code))


@app.route("/plugins/<name>")
def plugin(name):
    # ruleid: code-injection
    module = importlib.import_module("app.plugins." + name)
    # ruleid: code-injection
    module = __import__(name)
    # ok: code-injection
    module = importlib.import_module(PLUGINS[name])
    # ok: code-injection
    module = importlib.import_module("app.plugins.csv")
    if name not in ("csv", "pdf"):
        abort(404)
    # ok: code-injection
    module = importlib.import_module(f"app.plugins.{name}")
    return module.run()


@app.route("/call", methods=["POST"])
def call():
    data = request.get_json()
    # ruleid: code-injection
    handler = globals()[data["handler"]]
    # ruleid: code-injection
    getattr(handler, data["method"])()
    # ok: code-injection
    value = getattr(handler, data["field"], None)
    # ok: code-injection
    getattr(handler, "run")()
    number = int(data["n"])
    # ok: code-injection
    eval(str(number))
    return jsonify(value)


def apply_formula(row, formula):
    # ruleid: code-injection
    return eval(formula, {}, row)


def load_script(script):
    namespace = {}
    # ruleid: code-injection
    exec(script, namespace)
    return namespace


def read_version():
    namespace = {}
    # ok: code-injection
    exec(open("version.py").read(), namespace)
    return namespace["__version__"]


class Model:
    def eval(self, text):
        return text

    def run(self, text):
        # ok: code-injection
        return self.eval(text)
