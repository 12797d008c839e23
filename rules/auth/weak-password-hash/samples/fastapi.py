import base64
import hashlib
import hmac
import os
import secrets
from hashlib import md5

import argon2
import bcrypt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from fastapi import FastAPI
from passlib.context import CryptContext
from pydantic import BaseModel

app = FastAPI()
# ruleid: weak-password-hash
weak_context = CryptContext(schemes=["md5_crypt", "bcrypt"], deprecated="auto")
# ruleid: weak-password-hash
cheap_context = CryptContext(schemes=["bcrypt"], bcrypt__rounds=4)
# ok: weak-password-hash
context = CryptContext(schemes=["argon2", "bcrypt"], deprecated="auto")
ITERATIONS = 1000


class Login(BaseModel):
    username: str
    password: str


@app.post("/register")
def register(body: Login):
    # ruleid: weak-password-hash
    digest = hashlib.sha256(body.password.encode()).hexdigest()
    salted = os.urandom(8).hex() + body.password
    # ruleid: weak-password-hash
    other = hashlib.sha512(salted.encode()).hexdigest()
    # ok: weak-password-hash
    good = context.hash(body.password)
    # ok: weak-password-hash
    best = argon2.PasswordHasher().hash(body.password)
    return digest, other, good, best


def store(user, passwd: str):
    # ruleid: weak-password-hash
    user.hash = md5(passwd.encode("utf-8")).hexdigest()
    # Only what is put into it tells that it is for a password.
    # pedantic: weak-hash
    h = hashlib.sha1()
    # ruleid: weak-password-hash
    h.update(passwd.encode())
    return h.hexdigest()


def hash_password(value: str) -> str:
    # ruleid: weak-password-hash
    return hashlib.sha256(value.encode()).hexdigest()


def derive(password: bytes, salt: bytes):
    # ruleid: weak-password-hash
    a = hashlib.pbkdf2_hmac("sha256", password, salt, ITERATIONS)
    # ruleid: weak-password-hash
    b = hashlib.pbkdf2_hmac("sha256", password, b"salt", 600000)
    # ok: weak-password-hash
    c = hashlib.pbkdf2_hmac("sha256", password, os.urandom(16), 600_000)
    # ruleid: weak-password-hash
    d = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=10000)
    # ok: weak-password-hash
    e = hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)
    # ruleid: weak-password-hash
    f = hashlib.scrypt(password, salt=salt, n=1024, r=8, p=1)
    return a, b, c, d, e, f


def with_bcrypt(password: bytes):
    # ruleid: weak-password-hash
    cheap = bcrypt.hashpw(password, bcrypt.gensalt(rounds=4))
    # ok: weak-password-hash
    good = bcrypt.hashpw(password, bcrypt.gensalt())
    # Longer than bcrypt's 72 bytes otherwise.
    # ok: weak-password-hash
    long = bcrypt.hashpw(base64.b64encode(hashlib.sha256(password).digest()), bcrypt.gensalt(12))
    return cheap, good, long


def reset(password_reset_token: str):
    # ok: weak-password-hash
    stored = hashlib.sha256(password_reset_token.encode()).hexdigest()
    # ok: weak-password-hash
    token = hashlib.sha256(secrets.token_bytes(32)).hexdigest()
    # ok: weak-password-hash
    return hmac.compare_digest(stored, token)


def prehash(password: str) -> bytes:
    # ok: weak-password-hash
    digest = base64.b64encode(hashlib.sha256(password.encode()).digest())
    return bcrypt.hashpw(digest, bcrypt.gensalt())


def identity_at_the_archive():
    # ok: weak-password-hash
    # pedantic: weak-hash
    return hashlib.sha1((ARCHIVE_ACCOUNT + settings.ARCHIVE_ACCOUNT_PASSWORD).encode()).hexdigest()


def stored_key(password: bytes, salt: bytes) -> bytes:
    salted = hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)
    client_key = hmac.new(salted, b"Client Key", "sha256").digest()
    # ok: weak-password-hash
    return hashlib.sha256(client_key).digest()
