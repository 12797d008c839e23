import hashlib


def hash_password(password: str) -> str:
    # What checks it compares digests: it would have to change as well.
    return hashlib.sha256(password.encode()).hexdigest()
