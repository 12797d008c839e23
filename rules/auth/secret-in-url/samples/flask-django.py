import requests
from flask import Flask, redirect, request

app = Flask(__name__)


@app.get("/orders")
def orders():
    # ruleid: secret-in-url
    token = request.args.get("access_token")
    # ruleid: secret-in-url
    key = request.args["api_key"]
    # ok: secret-in-url
    page = request.args.get("page_token")
    # ok: secret-in-url
    safe = request.headers.get("Authorization")
    # ok: secret-in-url
    form = request.form["password"]
    return {"token": token, "key": key, "page": page, "safe": safe, "form": form}


def login(request):
    # ruleid: secret-in-url
    return request.GET.get("user"), request.GET["password"]


@app.get("/verify-email")
def verify_email():
    # ok: secret-in-url
    # ruleid: unescaped-html
    return request.args.get("token")


@app.get("/reset")
def reset_form():
    # ruleid: secret-in-url
    # ruleid: unescaped-html
    return request.args.get("new_password")


@app.post("/session")
def session_link():
    token = make()
    # ruleid: secret-in-url
    return redirect(f"/app?token={token}")


def mail_link(user, token):
    # ok: secret-in-url
    return f"https://shop.org/reset-password?token={token}"


def partner(key, password):
    # as info
    # pedantic: secret-in-url
    requests.get("https://api.shop-partner.net/orders", params={"api_key": key}, timeout=5)
    # as info
    # pedantic: secret-in-url
    requests.get(f"https://api.shop-partner.net/orders?api_key={key}", timeout=5)
    # pedantic: secret-in-url
    requests.get("https://api.shop-partner.net/orders?user=shop&password=%s" % password, timeout=5)
    # ok: secret-in-url
    requests.get("https://api.shop-partner.net/orders", headers={"X-Api-Key": key}, timeout=5)
    # ok: secret-in-url
    return f"/orders?page={key}&tokenless=1"
