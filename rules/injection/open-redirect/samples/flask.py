from urllib.parse import urljoin, urlparse

import flask
from flask import Flask, make_response, redirect, request, url_for

app = Flask(__name__)


@app.get("/go")
def go():
    # ruleid: open-redirect
    return redirect(request.args.get("url"))


@app.post("/login")
def login():
    target = request.args.get("next") or url_for("index")
    # ruleid: open-redirect
    return flask.redirect(target, code=302)


@app.get("/slash-only")
def slash_only():
    target = request.values["next"]
    if not target.startswith("/"):
        target = "/"
    # ruleid: open-redirect
    return redirect(target)


@app.get("/header")
def header():
    response = make_response("", 302)
    # ruleid: open-redirect
    response.headers["Location"] = request.args["to"]
    return response


@app.get("/host")
def host():
    # ruleid: open-redirect
    return redirect("https://" + request.args["host"] + "/home")


@app.get("/join")
def join():
    # ruleid: open-redirect
    return redirect(urljoin("https://example.com/", request.args["next"]))


@app.get("/fixed")
def fixed():
    # ok: open-redirect
    a = redirect(url_for("user", name=request.args["name"]))
    # ok: open-redirect
    b = redirect("/users/" + request.args["name"])
    # ok: open-redirect
    c = redirect(f"/users/{request.args['name']}?tab=1")
    # ok: open-redirect
    d = redirect(f"https://example.com/search?q={request.args['q']}")
    # ok: open-redirect
    # ruleid: secret-in-url
    e = redirect(f"{app.config['FRONTEND']}/reset/{request.args['token']}")
    # ok: open-redirect
    f = redirect(request.referrer or "/")
    # ok: open-redirect
    g = redirect(request.url)
    # ok: open-redirect
    h = redirect("https://example.com")
    return a or b or c or d or e or f or g or h


@app.get("/relative")
def relative():
    target = request.args.get("next", "/")
    if not target.startswith("/") or target.startswith("//"):
        target = "/"
    # ok: open-redirect
    return redirect(target)


@app.post("/parsed")
def parsed():
    next_page = request.args.get("next")
    if not next_page or urlparse(next_page).netloc != "":
        next_page = url_for("index")
    # ok: open-redirect
    return redirect(next_page)


def is_safe_url(target):
    ref = urlparse(request.host_url)
    test = urlparse(urljoin(request.host_url, target))
    return test.scheme in ("http", "https") and ref.netloc == test.netloc


@app.post("/safe")
def safe():
    target = request.args.get("next")
    if not is_safe_url(target):
        return flask.abort(400)
    # ok: open-redirect
    return redirect(target)


@app.get("/choice")
def choice():
    pages = {"a": "/a", "b": "/b"}
    # ok: open-redirect
    return redirect({"a": "/a", "b": "/b"}.get(request.args["page"], "/"))
