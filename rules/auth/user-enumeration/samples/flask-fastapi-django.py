import logging

from django.http import JsonResponse
from fastapi import FastAPI, HTTPException
from flask import Flask, abort, jsonify

from shop.accounts import find, send_reset, verify

app = Flask(__name__)
api = FastAPI()
log = logging.getLogger(__name__)


@app.post("/login")
def sign(email, password):
    user = find(email)
    if user is None:
        # ruleid: user-enumeration
        return jsonify(error="User not found"), 404
    if not verify(user, password):
        return jsonify(error="Wrong password"), 401
    return jsonify(id=user.id)


@app.post("/login/safe")
def login_safe(email, password):
    user = find(email)
    if user is None:
        # ruleid: log-injection
        log.info("User not found: %s", email)
    if user is None or not verify(user, password):
        # ok: user-enumeration
        abort(401, "Invalid email or password")
    return jsonify(id=user.id)


@api.post("/token")
async def obtain(email: str, password: str):
    user = find(email)
    if not user:
        # ruleid: user-enumeration
        raise HTTPException(400, "No user with this email: unknown account")
    if not verify(user, password):
        raise HTTPException(400, "Incorrect password")
    return user.id


def forgot_password(request):
    user = find(request.POST["email"])
    if user is None:
        # ruleid: user-enumeration
        return JsonResponse({"error": "This email is not registered"}, status=404)
    send_reset(user)
    return JsonResponse({})


def forgot_password_safe(request):
    user = find(request.POST["email"])
    if user is not None:
        send_reset(user)
    # ok: user-enumeration
    return JsonResponse({"detail": "If there is an account, a mail is on its way"})


def profile(request, key):
    # ok: user-enumeration
    return JsonResponse({"error": "User not found"}, status=404)


def change_password(user, old):
    if user is None:
        # ok: user-enumeration
        raise ValueError("User not found")
    if not verify(user, old):
        raise ValueError("Wrong password")
