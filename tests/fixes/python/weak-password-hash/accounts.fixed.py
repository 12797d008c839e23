import hashlib
import os

import bcrypt
from flask import Flask, request
from passlib.context import CryptContext
from werkzeug.security import generate_password_hash

app = Flask(__name__)
app.config["BCRYPT_LOG_ROUNDS"] = 12
context = CryptContext(schemes=["bcrypt", "md5_crypt"], deprecated="auto")


def register():
    password = request.form["password"]
    first = generate_password_hash(password)
    second = bcrypt.hashpw(password.encode(), bcrypt.gensalt())  # quick
    return first, second


def derive(password: bytes):
    return hashlib.pbkdf2_hmac("sha256", password, os.urandom(16), 600_000)
