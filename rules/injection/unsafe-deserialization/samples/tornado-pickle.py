import json
import pickle

import tornado.web


class StateHandler(tornado.web.RequestHandler):
    def post(self):
        # ruleid: unsafe-deserialization
        state = pickle.loads(self.request.body)
        # ok: unsafe-deserialization
        state = json.loads(self.request.body)
        self.write(state)
