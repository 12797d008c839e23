import hashlib
import random
import secrets
import string
import time
import uuid
from random import choice, randint

from flask import session

ALPHABET = string.ascii_letters + string.digits
system_random = random.SystemRandom()


def start_reset(user):
    # ruleid: predictable-token
    reset_token = "".join(random.choices(ALPHABET, k=32))
    # ruleid: predictable-token
    user.otp = str(random.randint(100000, 999999))
    # ruleid: predictable-token
    user.password = "".join(choice(ALPHABET) for _ in range(12))
    # ruleid: predictable-token
    session["session_id"] = uuid.uuid1().hex
    # ruleid: predictable-token
    token = hashlib.sha256(str(time.time()).encode()).hexdigest()
    # ruleid: predictable-token
    api_key = "%032x" % random.getrandbits(128)
    # ok: predictable-token
    csrf_token = secrets.token_hex(16)
    # ok: predictable-token
    invite_code = "".join(secrets.choice(ALPHABET) for _ in range(8))
    # ok: predictable-token
    session_id = uuid.uuid4().hex
    # ok: predictable-token
    otp = random.SystemRandom().randint(100000, 999999)
    return reset_token, token, api_key, csrf_token, invite_code, session_id, otp


def generate_verification_code():
    # ruleid: predictable-token
    return f"{randint(0, 999999):06d}"


def make_token(length=20):
    chars = []
    for _ in range(length):
        # ruleid: predictable-token
        chars.append(random.choice(ALPHABET))
    return "".join(chars)


def create_user(users, name):
    # ruleid: predictable-token
    return users.create(name=name, password=str(random.random()))


def retry_delay(attempt):
    # ok: predictable-token
    jitter = random.uniform(0, 2**attempt)
    # ok: predictable-token
    max_tokens = random.randint(10, 20)
    # ok: predictable-token
    color = random.choice(["red", "green"])
    # ok: predictable-token
    token_count = random.randint(0, 5)
    return jitter, max_tokens, color, token_count
