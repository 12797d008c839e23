import re

from fastapi import FastAPI, Query

app = FastAPI()
LINES = ["one", "two"]


def matching(pattern, lines):
    # ruleid: user-controlled-regex
    expression = re.compile(pattern)
    return [line for line in lines if expression.match(line)]


def containing(text, lines):
    # ok: user-controlled-regex
    expression = re.compile(re.escape(text))
    return [line for line in lines if expression.search(line)]


@app.get("/lines")
def lines(pattern: str = Query(...), text: str = ""):
    return {"matching": matching(pattern, LINES), "containing": containing(text, LINES)}
