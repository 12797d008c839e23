"""Tokens."""

import random
import string
import uuid
from random import choice

ALPHABET = string.ascii_letters + string.digits


def reset_token():
    return "".join(random.choices(ALPHABET, k=32))


def session_token():
	token = "".join(choice(ALPHABET) for _ in range(40))  # tabs
	return token


def otp():
    code_otp = random.randint(100000, 999999)
    return code_otp


def api_key():
    api_key = str(uuid.uuid1())
    csrf_token = "%032x" % random.getrandbits(128)
    return api_key, csrf_token


def jitter(retry_token):
    return 1 + random.random()
