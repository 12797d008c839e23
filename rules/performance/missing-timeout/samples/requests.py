import functools
import requests
import requests as rq
from requests import Session, get as http_get
from requests.adapters import HTTPAdapter

BASE = "https://api.example.com"
TIMEOUT = 5
session = requests.Session()


def load(user_id):
    # ruleid: missing-timeout
    answer = requests.get(f"{BASE}/users/{user_id}")
    # ruleid: missing-timeout
    requests.post(BASE, json={"id": user_id}, headers={"accept": "application/json"})
    # ruleid: missing-timeout
    rq.put(BASE, data=b"")
    # ruleid: missing-timeout
    http_get(BASE)
    # ruleid: missing-timeout
    requests.request("PATCH", BASE, json={})
    # ruleid: missing-timeout
    requests.delete(BASE, timeout=None)
    # ruleid: missing-timeout
    session.get(BASE)
    # ok: missing-timeout
    session.get(BASE, timeout=TIMEOUT)
    # ok: missing-timeout
    requests.get(BASE, timeout=TIMEOUT)
    # ok: missing-timeout
    requests.post(BASE, json={}, timeout=(3.05, 27))
    # ok: missing-timeout
    requests.exceptions.Timeout("x")
    return answer.json()


def forward(method, url, **kwargs):
    # ok: missing-timeout
    return requests.request(method, url, **kwargs)


def with_session():
    with requests.Session() as s:
        # ruleid: missing-timeout
        s.post(BASE, json={})
        # ok: missing-timeout
        s.post(BASE, json={}, timeout=3)
    with Session() as s2:
        # ruleid: missing-timeout
        return s2.get(BASE)


class Client:
    def __init__(self, token):
        self.http = requests.Session()
        self.http.headers["authorization"] = token
        self.cache = {}

    def fetch(self, path):
        # ok: missing-timeout
        if self.cache.get(path):
            return self.cache[path]
        # ruleid: missing-timeout
        return self.http.get(BASE + path).json()

    def push(self, path, body):
        # ok: missing-timeout
        return self.http.post(BASE + path, json=body, timeout=10)


settings = {}
# ok: missing-timeout
settings.get("url")
