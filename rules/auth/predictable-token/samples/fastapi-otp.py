import hashlib
import random
import random as rnd
import secrets
import string
import time
import uuid
from datetime import datetime
from random import choice, randint

from fastapi import APIRouter, Response

router = APIRouter()
rng = random.Random()
system = random.SystemRandom()
ALPHABET = string.ascii_letters + string.digits


@router.post("/forgot")
async def forgot(user, mailer):
    # ruleid: predictable-token
    reset_token = "".join(random.choices(ALPHABET, k=32))
    # ruleid: predictable-token
    user.otp = random.randint(100000, 999999)
    # ok: predictable-token
    token = secrets.token_urlsafe(32)
    await mailer.send(user.email, reset_token, token)


def generate_otp() -> str:
    # ruleid: predictable-token
    return str(random.randrange(100000, 999999))


def make_token(length=20):
    result = ""
    for _ in range(length):
        # ruleid: predictable-token
        result += random.choice(ALPHABET)
    return result


def random_password(n):
    chars = []
    for _ in range(n):
        # ruleid: predictable-token
        chars.append(choice(ALPHABET))
    return "".join(chars)


def session_cookie(response: Response):
    # ruleid: predictable-token
    # pedantic: weak-hash
    session_id = hashlib.md5(str(random.random()).encode()).hexdigest()
    # ruleid: insecure-cookie
    response.set_cookie("session", session_id)
    # ruleid: predictable-token
    other_token = hashlib.sha256(str(time.time()).encode()).hexdigest()
    # ruleid: predictable-token
    api_key = str(uuid.uuid1())
    # ok: predictable-token
    safe_key = str(uuid.uuid4())
    # ruleid: predictable-token
    csrf_token = "%032x" % rnd.getrandbits(128)
    return other_token, api_key, safe_key, csrf_token


def verification(user):
    # ruleid: predictable-token
    code = randint(1000, 9999)
    user.verification_code = code
    # ruleid: predictable-token
    user.activation_key = rng.getrandbits(64)
    # ok: predictable-token
    user.invite_code = system.choice(ALPHABET)
    # ok: predictable-token
    user.reset_code = "".join(random.SystemRandom().choice(ALPHABET) for _ in range(8))


def reset_link(user):
    # ruleid: predictable-token
    # ruleid: weak-hash
    token = hashlib.sha1(f"{user.email}{datetime.now()}".encode()).hexdigest()
    return f"https://example.com/reset?token={token}"


def retry(attempt, access_token):
    # ok: predictable-token
    time.sleep(2**attempt + random.random())
    # ok: predictable-token
    token_expires_at = time.time() + 3600
    # ok: predictable-token
    token_ttl = 300 + random.randint(0, 30)
    # ok: predictable-token
    if access_token.expires < time.time():
        return None
    payload = {
        # ok: predictable-token
        "iat": time.time(),
        # ok: predictable-token
        "exp": int(time.time()) + 60,
    }
    return token_expires_at, token_ttl, payload


def pick(servers, max_tokens):
    # ok: predictable-token
    server = random.choice(servers)
    # ok: predictable-token
    max_tokens = random.randint(10, 20)
    # ok: predictable-token
    colour = "#%06x" % random.randint(0, 0xFFFFFF)
    # ok: predictable-token
    password = secrets.token_hex(random.randint(8, 12))
    return server, max_tokens, colour, password


def refreshed(channel):
    # ok: predictable-token
    channel["channel_last_refresh"] = int(datetime.now().timestamp())
    return channel


def authorised(url):
    # ruleid: weak-hash
    identity = hashlib.sha1((ARCHIVE_ACCOUNT + ARCHIVE_ACCOUNT_PASSWORD).encode()).hexdigest()
    # ok: predictable-token
    sent_at = str(int(time.time()))
    # ruleid: weak-hash
    token = hashlib.sha1((url + identity + sent_at).encode()).hexdigest()
    return f"{url}&login={ARCHIVE_ACCOUNT}&time={sent_at}&token={token}"


def reset_of(user):
    # ruleid: predictable-token
    made_at = str(int(time.time()))
    # ruleid: weak-hash
    token = hashlib.sha1((user.email + made_at).encode()).hexdigest()
    return token
