import json
import pickle
from http.server import BaseHTTPRequestHandler


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        # ruleid: unsafe-deserialization
        state = pickle.load(self.rfile)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # ruleid: unsafe-deserialization
        state = pickle.loads(body)
        # ok: unsafe-deserialization
        state = json.loads(body)
        self.wfile.write(str(state).encode())
