from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlparse


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        # ruleid: code-injection
        result = eval(query["expression"][0])
        # ok: code-injection
        result = eval("2 * 3")
        self.wfile.write(str(result).encode())


def application(environ, start_response):
    params = parse_qs(environ["QUERY_STRING"])
    # ruleid: code-injection
    exec(params["code"][0])
    start_response("200 OK", [])
    return [b"ok"]
