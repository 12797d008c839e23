import http.client
import socket
import urllib.request
from urllib.parse import quote, urlparse

import httpx
import pycurl
import requests
import requests as http_lib
from flask import Flask, abort, jsonify, request
from requests import get
from urllib.request import urlopen

app = Flask(__name__)
API = "https://api.example.com"
ALLOWED_HOSTS = {"api.example.com", "cdn.example.com"}


@app.get("/fetch")
def fetch():
    url = request.args.get("url")
    # ruleid: server-side-request-forgery
    return requests.get(url, timeout=5).text


@app.post("/hook")
def hook():
    target = request.json["callback"]
    # ruleid: server-side-request-forgery
    http_lib.post(url=target, json={"ok": True}, timeout=5)
    # ruleid: server-side-request-forgery
    return get("https://" + request.json["host"] + "/status", timeout=5).text


@app.get("/preview")
def preview():
    host = request.args["host"]
    # ruleid: server-side-request-forgery
    # ruleid: missing-timeout
    page = urllib.request.urlopen(f"http://{host}/index.html").read()
    # ruleid: server-side-request-forgery
    # ruleid: missing-timeout
    urlopen("http://%s/" % host)
    # ruleid: server-side-request-forgery
    httpx.get("https://{}.example.com/".format(host))
    # ruleid: server-side-request-forgery
    # ruleid: missing-timeout
    conn = http.client.HTTPSConnection(host)
    # ruleid: server-side-request-forgery
    # ruleid: missing-timeout
    socket.create_connection((host, 80))
    return page or conn


@app.get("/curl")
def curl():
    handle = pycurl.Curl()
    # ruleid: server-side-request-forgery
    handle.setopt(pycurl.URL, request.args["url"])
    handle.perform()
    return ""


@app.get("/session")
def with_session():
    session = requests.Session()
    # ruleid: server-side-request-forgery
    return session.get(request.args["url"], timeout=3).text


@app.get("/items/<item>")
def fixed_host(item):
    # ok: server-side-request-forgery
    one = requests.get(f"https://api.example.com/items/{item}", timeout=5)
    # ok: server-side-request-forgery
    two = requests.get(API + "/items/" + quote(item), timeout=5)
    # ok: server-side-request-forgery
    three = requests.get(f"{API}/items/{item}/parts/{item}", timeout=5)
    # ok: server-side-request-forgery
    four = requests.get("%s/items/%s" % (app.config["API"], item), timeout=5)
    # ok: server-side-request-forgery
    five = requests.get("{}/items/{}".format(app.config["API"], item), timeout=5)
    # ok: server-side-request-forgery
    six = requests.post(API, json={"item": item}, params={"q": item}, timeout=5)
    # ok: server-side-request-forgery
    seven = requests.get(f"https://{app.config['HOST']}/items/{item}", timeout=5)
    return jsonify([one, two, three, four, five, six, seven])


@app.get("/allowed")
def allowed():
    url = request.args["url"]
    if urlparse(url).hostname not in ALLOWED_HOSTS:
        abort(400)
    # ok: server-side-request-forgery
    return requests.get(url, timeout=5).text


@app.get("/parsed")
def parsed():
    url = request.args["url"]
    parts = urlparse(url)
    if parts.scheme != "https" or parts.netloc not in ALLOWED_HOSTS:
        abort(400)
    # ok: server-side-request-forgery
    return requests.get(url, timeout=5).text


@app.get("/scheme-only")
def scheme_only():
    url = request.args["url"]
    if urlparse(url).scheme not in ("http", "https"):
        abort(400)
    # ruleid: server-side-request-forgery
    return requests.get(url, timeout=5).text


def is_safe_url(url):
    return url.startswith(API)


@app.get("/own-check")
def own_check():
    url = request.args["url"]
    if not is_safe_url(url):
        abort(400)
    # ok: server-side-request-forgery
    return requests.get(url, timeout=5).text


@app.get("/choice")
def choice():
    name = request.args["service"]
    if name not in ALLOWED_HOSTS:
        abort(404)
    # ok: server-side-request-forgery
    return requests.get("https://" + name, timeout=5).text
