import json
from http.server import BaseHTTPRequestHandler

from .models import User


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        # ruleid: mass-assignment
        User.create(**body)
        # ok: mass-assignment
        User.create(name=body["name"])
