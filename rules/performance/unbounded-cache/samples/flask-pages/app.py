import functools
from collections import defaultdict

from cachetools import TTLCache
from flask import Flask, request

app = Flask(__name__)
pages = {}
rendered = TTLCache(maxsize=100, ttl=60)
hits = defaultdict(int)


class Renderer:
    seen = {}

    def render(self, path):
        # ruleid: unbounded-cache
        self.seen[path] = path.upper()
        return self.seen[path]


class Titles:
    def __init__(self):
        self.known = {}

    def find(self, path):
        # ruleid: unbounded-cache
        self.known[path] = path.title()
        return self.known[path]


class Visit:
    def __init__(self):
        self.parts = {}

    def note(self, path):
        # ok: unbounded-cache
        self.parts[path] = 1


titles = Titles()


# ruleid: unbounded-cache
@functools.cache
def slug(title):
    return title.lower().replace(" ", "-")


@app.get("/pages")
def page():
    url = request.args["url"]
    # ruleid: unbounded-cache
    pages.setdefault(url, Renderer().render(url))
    # ok: unbounded-cache
    rendered[url] = pages[url]
    # ruleid: unbounded-cache
    hits[request.remote_addr] += 1
    titles.find(url)
    Visit().note(url)
    local = {}
    # ok: unbounded-cache
    local[url] = slug(url)
    return local
