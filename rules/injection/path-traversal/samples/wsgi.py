import os
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlparse

ROOT = "/srv"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        # ruleid: path-traversal
        with open(ROOT + self.path, "rb") as handle:
            self.wfile.write(handle.read())

    def do_HEAD(self):
        query = parse_qs(urlparse(self.path).query)
        # ruleid: path-traversal
        open(os.path.join(ROOT, query["name"][0]))
        # ok: path-traversal
        open(os.path.join(ROOT, os.path.basename(query["name"][0])))


def application(environ, start_response):
    path = environ.get("PATH_INFO", "")
    start_response("200 OK", [])
    # ruleid: path-traversal
    return [open(ROOT + path, "rb").read()]
