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


def is_pattern(pattern):
    try:
        # ok: user-controlled-regex
        re.compile(pattern)
    except re.error:
        return False
    return True


def first(pattern, lines):
    try:
        # ruleid: user-controlled-regex
        re.compile(pattern).match(lines[0])
    except re.error:
        return None
    return lines[0]


@app.get("/lines")
def lines(pattern: str = Query(...), text: str = ""):
    if not is_pattern(pattern) or first(pattern, LINES):
        return {}
    return {"matching": matching(pattern, LINES), "containing": containing(text, LINES)}
