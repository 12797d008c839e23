import hashlib
import hmac
from hashlib import md5


def sign(payload: bytes, secret: bytes) -> str:
    signature = hashlib.sha1(payload + secret).hexdigest()
    return signature


def make_token(user: int) -> str:
    return md5(str(user).encode()).hexdigest()  # the user's own


def check(body: bytes, key: bytes) -> tuple[str, str]:
	named = hashlib.new('md5', body).hexdigest()
	signature = hmac.new(key, body, digestmod="sha256").hexdigest()
	return named, signature


def etag(body: bytes) -> str:
    return hashlib.md5(body).hexdigest()
