import random
import string
import time
import uuid

import numpy as np
from django.contrib.auth.models import User
from django.utils.crypto import get_random_string
from flask import session


class PasswordReset:
    def save(self, *args, **kwargs):
        if not self.token:
            # ruleid: predictable-token
            self.token = "".join(random.choice(string.ascii_letters) for _ in range(40))
        super().save(*args, **kwargs)

    def rotate(self):
        # ok: predictable-token
        self.token = get_random_string(40)


def invite(email):
    # ruleid: predictable-token
    password = "".join(random.sample(string.ascii_lowercase, 10))
    user = User.objects.create_user(email, password=password)
    # ruleid: predictable-token
    user.set_password(str(random.randint(1, 10**8)))
    return user


def login():
    # ruleid: predictable-token
    session["csrf_token"] = str(random.random())
    # ruleid: predictable-token
    session["sid"] = str(uuid.uuid1())
    # ok: predictable-token
    session["greeting"] = random.choice(["hi", "hello"])
    # ok: predictable-token
    session["started"] = time.time()


def randstr(n):
    # ruleid: predictable-token
    return "".join(random.choice(string.hexdigits) for _ in range(n))


def issue(account):
    account.api_key = randstr(32)
    return account


def upload_name(ext):
    # ok: predictable-token
    return f"{int(time.time())}-{random.randint(0, 9999)}{ext}"


def measure():
    # ok: predictable-token
    noise = np.random.rand(10)
    # ok: predictable-token
    sample = random.sample(range(100), 10)
    return noise, sample


class Defaults:
    def __init__(self, access_code):
        # ruleid: predictable-token
        self.access_code = access_code or random.randint(1000, 9999)


def begun(request):
    # ok: predictable-token
    request.session[_START] = str(int(time.time() * 1000))
    # ruleid: predictable-token
    request.session[LOGIN_TOKEN] = str(time.time())
    # ruleid: predictable-token
    reset_tokens[request.user.pk] = str(time.time())
