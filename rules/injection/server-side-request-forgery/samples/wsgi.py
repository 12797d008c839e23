import urllib.request
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlparse


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        # ruleid: server-side-request-forgery
        request = urllib.request.Request(query["url"][0])
        # ok: server-side-request-forgery
        other = urllib.request.Request("https://example.com" + "/a?b=" + query["b"][0])
        return request, other


def application(environ, start_response):
    # ruleid: server-side-request-forgery
    # ruleid: missing-timeout
    body = urllib.request.urlopen("http:/" + environ["PATH_INFO"]).read()
    start_response("200 OK", [])
    return [body]
