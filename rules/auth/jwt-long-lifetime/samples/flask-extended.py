import os
from datetime import timedelta

from flask import Flask
from flask_jwt_extended import create_access_token, create_refresh_token

app = Flask(__name__)
# ruleid: jwt-long-lifetime
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(days=7)
# ok: jwt-long-lifetime
app.config["JWT_REFRESH_TOKEN_EXPIRES"] = timedelta(days=30)


class Config:
    # ruleid: jwt-long-lifetime
    JWT_ACCESS_TOKEN_EXPIRES = 60 * 60 * 24 * 30


class ShortConfig(Config):
    # ok: jwt-long-lifetime
    JWT_ACCESS_TOKEN_EXPIRES = 900
    # ruleid: jwt-long-lifetime
    JWT_ACCESS_TOKEN_EXPIRES_HOURS = int(os.getenv("JWT_HOURS", "720"))


@app.post("/login")
def login():
    # ruleid: jwt-long-lifetime
    long = create_access_token(identity="me", expires_delta=timedelta(days=365))
    # ok: jwt-long-lifetime
    short = create_access_token(identity="me", expires_delta=timedelta(minutes=5))
    # ok: jwt-long-lifetime
    fresh = create_refresh_token(identity="me", expires_delta=timedelta(days=90))
    return {"long": long, "short": short, "fresh": fresh}
