import re
from functools import cache, lru_cache

from flask import Flask, jsonify, request

app = Flask(__name__)
DEFAULT_QUEUE = "default"


# Requests ask for one name alone, however many there are elsewhere.
# pedantic: unbounded-cache
@cache
def channel_of(identifier: str) -> str:
    return re.sub(r"\W", "_", identifier)[:63]


# ruleid: unbounded-cache
@lru_cache(maxsize=None)
def slug_of(heading: str) -> str:
    return re.sub(r"\W", "-", heading)


def is_healthy() -> bool:
    return bool(channel_of(DEFAULT_QUEUE))


def start_title() -> str:
    return slug_of("start")


@app.get("/health")
def health():
    return jsonify(healthy=is_healthy(), page=start_title())


def page_called(text: str) -> str:
    return slug_of(text)


@app.get("/pages")
def page():
    return page_called(request.args["name"])


@app.post("/jobs")
def job():
    return jsonify(channel=channel_of(DEFAULT_QUEUE)), 202
