import os
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        # ruleid: command-injection
        os.system("say " + query["text"][0])
        # ok: command-injection
        subprocess.run(["say", query["text"][0]])
        self.send_response(200)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # ruleid: command-injection
        subprocess.Popen(body, shell=True)
        # ok: command-injection
        subprocess.Popen("cat >> /tmp/log", shell=True, stdin=subprocess.PIPE).communicate(body)


def application(environ, start_response):
    params = parse_qs(environ["QUERY_STRING"])
    # ruleid: command-injection
    output = subprocess.getoutput("ls " + params.get("dir", [""])[0])
    start_response("200 OK", [])
    return [output.encode()]
