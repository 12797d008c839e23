import requests

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: server-side-request-forgery
        return requests.get("https://" + order + "/orders", timeout=3).text

    def run_field(self, order):
        # ruleid: server-side-request-forgery
        return requests.get("https://" + order + "/orders", timeout=3).text

    def run_recent(self, order):
        # ruleid: server-side-request-forgery
        return requests.get("https://" + order + "/orders", timeout=3).text

    def of_tenant(self):
        # ruleid: server-side-request-forgery
        return requests.get("https://" + g.tenant + "/orders", timeout=3).text

    def run_checked(self, order):
        # ok: server-side-request-forgery
        return requests.get("https://" + order + "/orders", timeout=3).text

    def run_known(self, order):
        # ok: server-side-request-forgery
        return requests.get("https://" + order + "/orders", timeout=3).text

    def run_region(self, region):
        # ok: server-side-request-forgery
        return requests.get("https://" + region + "/orders", timeout=3).text


backend = Backend("eu")
