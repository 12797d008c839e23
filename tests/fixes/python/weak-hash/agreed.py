"""Digests whose algorithm others count on: its name says so."""

import hashlib
import hmac


def signature_of(body: bytes, key: bytes) -> str:
    return "sha1=" + hmac.new(key, body, hashlib.sha1).hexdigest()


def md5_of(data: bytes) -> str:
    return hashlib.md5(data).hexdigest()


def changed(entry: dict, data: bytes) -> bool:
    return entry["md5Checksum"] != hashlib.md5(data).hexdigest()
