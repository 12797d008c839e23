from http.server import BaseHTTPRequestHandler

import aiohttp_cors
import requests
import socketio
from aiohttp import web
from tornado.web import RequestHandler
from tornado.websocket import WebSocketHandler

app = web.Application()
cors = aiohttp_cors.setup(
    app,
    defaults={
        # ruleid: permissive-cors
        "*": aiohttp_cors.ResourceOptions(allow_credentials=True, expose_headers="*", allow_headers="*"),
        # ok: permissive-cors
        "https://app.example.com": aiohttp_cors.ResourceOptions(allow_credentials=True),
    },
)
# ruleid: permissive-cors
sio = socketio.AsyncServer(cors_allowed_origins="*")
# ok: permissive-cors
strict = socketio.AsyncServer(cors_allowed_origins=["https://app.example.com"])


async def handler(request: web.Request) -> web.Response:
    # ruleid: permissive-cors
    return web.json_response({}, headers={"Access-Control-Allow-Origin": "*"})


class Base(RequestHandler):
    def set_default_headers(self):
        # ruleid: permissive-cors
        self.set_header("Access-Control-Allow-Origin", "*")
        # ok: permissive-cors
        self.set_header("Access-Control-Allow-Origin", "https://app.example.com")


class Socket(WebSocketHandler):
    def check_origin(self, origin):
        # ruleid: permissive-cors
        return True


class Strict(WebSocketHandler):
    def check_origin(self, origin):
        # ok: permissive-cors
        return origin.endswith(".example.com")


class Server(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        # ruleid: permissive-cors
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()


def application(environ, start_response):
    # ruleid: permissive-cors
    start_response("200 OK", [("Access-Control-Allow-Origin", environ.get("HTTP_ORIGIN"))])
    # ok: permissive-cors
    requests.get("https://example.com", headers={"Access-Control-Allow-Origin": "*"}, timeout=3)
    return [b""]
