import hashlib
import hmac
from hashlib import md5, sha1

from fastapi import FastAPI, Header, Request

app = FastAPI()


def legacy(x: bytes) -> str:
    # What it is for is not seen.
    # pedantic: weak-hash
    return hashlib.md5(x).hexdigest()


def sign(payload: bytes, secret: bytes) -> str:
    # ruleid: weak-hash
    signature = hashlib.sha1(payload + secret).hexdigest()
    return signature


def make_token(user_id: int) -> str:
    # ruleid: weak-hash
    return md5(str(user_id).encode()).hexdigest()


def make_other_token(user_id: int) -> str:
    # ruleid: weak-hash
    digest = hashlib.new("md5", str(user_id).encode())
    # ruleid: weak-hash
    other = hashlib.new("SHA1")
    other.update(digest.digest())
    return other.hexdigest()


def verify(body: bytes, key: bytes, given: str) -> bool:
    # ruleid: weak-hash
    mine = hmac.new(key, body, hashlib.md5).hexdigest()
    # ruleid: weak-hash
    mine2 = hmac.new(key, body, digestmod="md5").hexdigest()
    # ok: weak-hash
    mine3 = hmac.new(key, body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(mine, given) or mine2 == mine3


def etag_of(body: bytes) -> str:
    # ok: weak-hash
    return hashlib.md5(body).hexdigest()


def temporary_table(columns: list[str]) -> str:
    # pedantic: weak-hash
    name = f"tmp_{hashlib.md5(','.join(columns).encode()).hexdigest()}"
    return f"CREATE TEMPORARY TABLE {name} (id int)"


def temporary_name(columns: list[str]) -> str:
    # pedantic: weak-hash
    suffix = hashlib.md5(",".join(columns).encode()).hexdigest()
    return f"tmp_{suffix}"


def unsubscribe_link(address: str, salt: str) -> str:
    # ruleid: weak-hash
    digest = hashlib.sha1()
    digest.update((address + salt).encode())
    return f"https://shop.example/unsubscribe?digest={digest.hexdigest()}"


def login_at_partner(user: str, secret: str) -> int:
    # The partner says how it wants to be signed.
    # pedantic: weak-hash
    signature = hashlib.md5((user + secret).encode()).hexdigest()
    return requests.post("https://partner.example/login", json={"sign": signature}, timeout=5).status_code


def mailed_token(address: str, salt: str) -> str:
    # pedantic: weak-hash
    token = hashlib.sha1((address + salt).encode()).hexdigest()  # nosec B324
    return token


@app.get("/report")
async def report(request: Request, x_token: str = Header()):
    # ok: weak-hash
    cache_key = hashlib.md5(str(request.url).encode()).hexdigest()
    # ok: weak-hash
    color = sha1(x_token.encode()).hexdigest()[:6]
    # ok: weak-hash
    plain = hashlib.md5(b"x", usedforsecurity=False).hexdigest()
    # ok: weak-hash
    strong = hashlib.sha256(b"x").hexdigest()
    # ok: weak-hash
    headers = {"ETag": hashlib.md5(b"x").hexdigest()}
    return cache_key, color, plain, strong, headers
