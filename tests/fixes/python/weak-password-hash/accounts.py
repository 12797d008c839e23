import hashlib
import os

import bcrypt
from flask import Flask, request
from passlib.context import CryptContext
from werkzeug.security import generate_password_hash

app = Flask(__name__)
app.config["BCRYPT_LOG_ROUNDS"] = 4
context = CryptContext(schemes=["md5_crypt", "bcrypt"])


def register():
    password = request.form["password"]
    first = generate_password_hash(password, method="sha256")
    second = bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=4))  # quick
    return first, second


def derive(password: bytes):
    return hashlib.pbkdf2_hmac("sha256", password, os.urandom(16), 1000)
