import os

import requests
import requests as rq
from requests import get, post
from requests import Session

VERIFY = False
CA = "/etc/ssl/internal-ca.pem"
OPTIONS = {"timeout": 5, "verify": False}


def charge(url, body):
    # ruleid: unverified-tls
    reply = requests.post(url, json=body, timeout=5, verify=False)
    # ok: unverified-tls
    again = requests.post(url, json=body, timeout=5, verify=CA)
    # ok: unverified-tls
    third = requests.post(url, json=body, timeout=5, verify=True)
    # ok: unverified-tls
    fourth = requests.post(url, json={"verify": False}, timeout=5)
    return reply, again, third, fourth


def aliased(url):
    # ruleid: unverified-tls
    rq.get(url, verify=False, timeout=3)
    # ruleid: unverified-tls
    get(url, verify=False, timeout=3)
    # ruleid: unverified-tls
    post(url, data=b"", verify=False, timeout=3)
    # ruleid: unverified-tls
    return rq.request("PUT", url, verify=False, timeout=3)


def constant(url):
    # ruleid: unverified-tls
    return requests.get(url, verify=VERIFY, timeout=3)


def spread(url):
    # ruleid: unverified-tls
    return requests.get(url, **OPTIONS)


def from_environment(url):
    # ok: unverified-tls
    return requests.get(url, verify=os.environ.get("CA_BUNDLE", True), timeout=3)


class Gateway:
    def __init__(self, base):
        self.base = base
        self.session = Session()
        # ruleid: unverified-tls
        self.session.verify = False
        self.session.headers["accept"] = "application/json"

    def load(self, path):
        # ruleid: unverified-tls
        return self.session.get(self.base + path, verify=False, timeout=4)

    def store(self, path, data):
        # ok: unverified-tls
        return self.session.put(self.base + path, json=data, timeout=4)


def session_object():
    s = requests.Session()
    # ruleid: unverified-tls
    s.verify = False
    t = requests.Session()
    # ok: unverified-tls
    t.verify = CA
    return s, t


def disable_everywhere():
    # ruleid: unverified-tls
    os.environ["CURL_CA_BUNDLE"] = ""
    # ruleid: unverified-tls
    os.environ["PYTHONHTTPSVERIFY"] = "0"
    # ok: unverified-tls
    os.environ["REQUESTS_CA_BUNDLE"] = CA


def decode(token, key):
    # ok: unverified-tls
    return jwt.decode(token, key, verify=False)  # another rule's business


def fetch_as_configured(url, settings):
    if not settings.verify_certificates:
        # pedantic: unverified-tls
        return requests.get(url, verify=False, timeout=5)
    return requests.get(url, timeout=5)
