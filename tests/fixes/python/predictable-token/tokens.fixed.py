"""Tokens."""

import random
import secrets
import string
import uuid
from random import choice

ALPHABET = string.ascii_letters + string.digits


def reset_token():
    return "".join(secrets.SystemRandom().choices(ALPHABET, k=32))


def session_token():
	token = "".join(secrets.choice(ALPHABET) for _ in range(40))  # tabs
	return token


def otp():
    code_otp = secrets.SystemRandom().randint(100000, 999999)
    return code_otp


def api_key():
    api_key = str(uuid.uuid4())
    csrf_token = "%032x" % secrets.randbits(128)
    return api_key, csrf_token


def jitter(retry_token):
    return 1 + random.random()
