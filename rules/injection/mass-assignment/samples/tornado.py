import json

import tornado.escape
import tornado.web

from .models import User, session


class Users(tornado.web.RequestHandler):
    def post(self):
        data = json.loads(self.request.body)
        # ruleid: mass-assignment
        session.add(User(**data))

    def put(self, key):
        user = session.get(User, key)
        # ruleid: mass-assignment
        user.__dict__.update(tornado.escape.json_decode(self.request.body))
        # ok: mass-assignment
        user.name = tornado.escape.json_decode(self.request.body)["name"]
