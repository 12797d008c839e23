import os
from datetime import timedelta

import psycopg2
from flask import Flask, jsonify, request, session
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
# ruleid: hardcoded-credential
app.secret_key = "dev"
# ruleid: hardcoded-credential
app.config["SECRET_KEY"] = "my super secret"
# ruleid: hardcoded-credential
app.config["SQLALCHEMY_DATABASE_URI"] = "postgresql://shop:Tr0ub4dor@db.internal.shop.io:5432/shop"
app.config.update(
    SESSION_COOKIE_NAME="shop_session",
    # ruleid: hardcoded-credential
    SECRET_KEY="c7f2ab91",
    # ruleid: hardcoded-credential
    MAIL_PASSWORD="Winter2023!",
    MAIL_USERNAME="shop",
)
app.config.from_mapping(
    # ruleid: hardcoded-credential
    SECRET_KEY=os.environ.get("SECRET_KEY", "not-so-secret"),
    # ok: hardcoded-credential
    DATABASE=os.path.join(app.instance_path, "shop.sqlite"),
)
# ok: hardcoded-credential
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
# ok: hardcoded-credential
app.secret_key = os.urandom(32)
# ok: hardcoded-credential
app.config["WTF_CSRF_SECRET_KEY"] = os.getenv("CSRF_KEY")
# ok: hardcoded-credential
app.config["JWT_TOKEN_LOCATION"] = ["headers"]
# ok: hardcoded-credential
app.config["JWT_HEADER_TYPE"] = "Bearer"
# ok: hardcoded-credential
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=15)
db = SQLAlchemy(app)


class Config:
    # ruleid: hardcoded-credential
    SECRET_KEY = os.environ.get("SECRET_KEY") or "you-will-never-guess"
    # ruleid: hardcoded-credential
    API_KEY = "4f7c1e92ab3d4c8e9f01aa27"
    # ok: hardcoded-credential
    SECURITY_PASSWORD_SALT = os.environ["SALT"]
    # ok: hardcoded-credential
    SECURITY_PASSWORD_HASH = "argon2"
    # ok: hardcoded-credential
    RESET_PASSWORD_URL = "/auth/reset"
    # ok: hardcoded-credential
    TOKEN_TYPE = "bearer"


# ok: hardcoded-credential
PASSWORD_FIELD = "password"
# ok: hardcoded-credential
PASSWORD = "password"
# ok: hardcoded-credential
TOKEN = "auth_token"
# ok: hardcoded-credential
API_KEY_HEADER = "X-Api-Key"
# ok: hardcoded-credential
INVALID_PASSWORD = "invalid_password_2"
# ok: hardcoded-credential
API_KEY = "<your-api-key>"
# ok: hardcoded-credential
API_TOKEN = "xxxxxxxxxxxxxxxxxxxx"
# ok: hardcoded-credential
ADMIN_PASSWORD_HASH = "$2b$12$Q8m3p1dJ0xP6cS0d4Ww2Ae0Q1s5Yv9m8nU3kT7bR2zX6hL4fG1cDe"


def connect():
    # ruleid: hardcoded-credential
    return psycopg2.connect(host="db", user="shop", password="shop")


def connect_from_environment():
    # ok: hardcoded-credential
    return psycopg2.connect(host="db", user="shop", password=os.environ["DB_PASSWORD"])


@app.post("/login")
def login():
    username = request.form["username"]
    # ok: hardcoded-credential
    password = request.form.get("password", "")
    # ruleid: hardcoded-credential
    if username == "admin" and password == "letmein":
        session["user"] = username
        return jsonify(ok=True)
    # ruleid: hardcoded-credential
    if request.form["password"] == "backdoor":
        return jsonify(ok=True)
    # ok: hardcoded-credential
    if password == "":
        # ok: hardcoded-credential
        return jsonify({"password": "Password is required"}), 400
    # ok: hardcoded-credential
    return jsonify({"error": "wrong password", "token": "missing"}), 401


@app.get("/docs/login")
def login_help():
    # ok: hardcoded-credential
    return jsonify(example={"username": "ann", "password": "S3cret!pw"})
