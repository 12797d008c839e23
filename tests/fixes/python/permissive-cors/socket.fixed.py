import os

import socketio
from tornado.websocket import WebSocketHandler

server = socketio.AsyncServer(cors_allowed_origins=os.environ.get("CORS_ORIGINS", "").split() or None)


class Prices(WebSocketHandler):
    def check_origin(self, origin):
        # the shop's own pages only
        return super().check_origin(origin)
