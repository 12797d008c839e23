from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        form = parse_qs(self.rfile.read(100).decode())
        self.send_response(302)
        # ruleid: open-redirect
        self.send_header("Location", form["next"][0])
        self.end_headers()


def application(environ, start_response):
    query = parse_qs(environ["QUERY_STRING"])
    # ruleid: open-redirect
    start_response("302 Found", [("Location", query["to"][0])])
    # ok: open-redirect
    start_response("302 Found", [("Location", "/home")])
    return []
