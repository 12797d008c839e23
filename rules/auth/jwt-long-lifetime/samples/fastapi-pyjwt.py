import os
import time
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import FastAPI
from jose import jwt as jose_jwt

app = FastAPI()
KEY = os.environ["KEY"]
# ruleid: jwt-long-lifetime
ACCESS_TOKEN_EXPIRE_MINUTES = 60 * 24 * 8
# ok: jwt-long-lifetime
REFRESH_TOKEN_EXPIRE_MINUTES = 60 * 24 * 30
# ok: jwt-long-lifetime
JWT_ACCESS_TOKEN_EXPIRE_HOURS = 12
MONTH = timedelta(days=30)
DAY_SECONDS = 24 * 60 * 60


@app.post("/login")
def login(name: str):
    # ruleid: jwt-long-lifetime
    payload = {"sub": name, "exp": datetime.now(timezone.utc) + timedelta(days=30)}
    return jwt.encode(payload, KEY, algorithm="HS256")


@app.post("/login-short")
def login_short(name: str):
    # ok: jwt-long-lifetime
    payload = {"sub": name, "exp": datetime.now(timezone.utc) + timedelta(hours=24)}
    return jwt.encode(payload, KEY, algorithm="HS256")


@app.post("/constant")
def login_constant(name: str):
    claims = {"sub": name}
    # ruleid: jwt-long-lifetime
    claims["exp"] = datetime.utcnow() + MONTH
    return jwt.encode(claims, KEY, algorithm="HS256")


@app.post("/seconds")
def login_seconds(name: str):
    # ruleid: jwt-long-lifetime
    return jose_jwt.encode({"sub": name, "exp": int(time.time()) + 7 * DAY_SECONDS}, KEY, algorithm="HS256")


@app.post("/seconds-short")
def login_seconds_short(name: str):
    # ok: jwt-long-lifetime
    return jose_jwt.encode({"sub": name, "exp": int(time.time()) + 7 * 60}, KEY, algorithm="HS256")


def create_access_token(data: dict, expires_delta: timedelta = timedelta(minutes=15)):
    to_encode = data.copy()
    expire = datetime.utcnow() + expires_delta
    # ruleid: jwt-long-lifetime
    to_encode.update({"exp": expire})
    return jwt.encode(to_encode, KEY, algorithm="HS256")


@app.post("/token")
def token(name: str):
    return create_access_token({"sub": name}, expires_delta=timedelta(weeks=2))


def create_refresh_token(data: dict):
    # ok: jwt-long-lifetime
    return jwt.encode({**data, "exp": datetime.utcnow() + timedelta(days=30)}, KEY, algorithm="HS256")


def make(data: dict, lifetime: timedelta):
    # the only long one is the refresh token's
    # ok: jwt-long-lifetime
    return jwt.encode({**data, "exp": datetime.utcnow() + lifetime}, KEY, algorithm="HS256")


@app.post("/pair")
def pair(name: str):
    access = make({"sub": name}, timedelta(minutes=5))
    refresh_token = make({"sub": name}, timedelta(days=60))
    return access, refresh_token


def invitation_link(mail: str):
    # ok: jwt-long-lifetime
    return jwt.encode({"mail": mail, "exp": datetime.utcnow() + timedelta(days=14)}, KEY, algorithm="HS256")
