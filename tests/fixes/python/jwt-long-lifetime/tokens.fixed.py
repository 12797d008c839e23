import os
from datetime import datetime, timedelta, timezone

import jwt

KEY = os.environ.get("TOKEN_KEY", "")
ACCESS_TOKEN_EXPIRE_MINUTES = 60
REFRESH_TOKEN_EXPIRE_MINUTES = 60 * 24 * 30


def login(name):
    payload = {"sub": name, "exp": datetime.now(timezone.utc) + timedelta(hours=1)}
    return jwt.encode(payload, KEY, algorithm="HS256")


def login_later(name):
    expires = datetime.now(timezone.utc) + timedelta(hours=1)  # two of them
    return jwt.encode({"sub": name, "exp": expires}, KEY, algorithm="HS256")
