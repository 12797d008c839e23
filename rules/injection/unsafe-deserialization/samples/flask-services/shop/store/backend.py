import base64
import pickle

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: unsafe-deserialization
        return str(pickle.loads(base64.b64decode(order)))

    def run_field(self, order):
        # ruleid: unsafe-deserialization
        return str(pickle.loads(base64.b64decode(order)))

    def run_recent(self, order):
        # ruleid: unsafe-deserialization
        return str(pickle.loads(base64.b64decode(order)))

    def of_tenant(self):
        # ruleid: unsafe-deserialization
        return str(pickle.loads(base64.b64decode(g.tenant)))

    def run_checked(self, order):
        # ok: unsafe-deserialization
        return str(pickle.loads(base64.b64decode(order)))

    def run_known(self, order):
        # ok: unsafe-deserialization
        return str(pickle.loads(base64.b64decode(order)))

    def run_region(self, region):
        # ok: unsafe-deserialization
        return str(pickle.loads(base64.b64decode(region)))


backend = Backend("eu")
