import re2 as re
from flask import Flask, request

app = Flask(__name__)


@app.post("/names")
def name():
    # ok: backtracking-regex
    return {"ok": bool(re.match(r"^(\w+\s?)*$", request.json["name"]))}
