import os
from datetime import datetime, timedelta, timezone

import jwt

KEY = os.environ.get("TOKEN_KEY", "a key that is long enough for this test")


def issue(name):
    return jwt.encode({"sub": name, "exp": datetime.now(timezone.utc) + timedelta(hours=1)}, KEY, algorithm="HS256")


def issue_with_more(name):
    payload = {
        "sub": name,
        "iat": datetime.now(),
    }
    return jwt.encode({**payload, "exp": datetime.now(timezone.utc) + timedelta(hours=1)}, KEY, algorithm="HS256")


def issue_in_lines(name):
    return jwt.encode(
        {
            "sub": name,  # who it is
            "role": "user",
            "exp": datetime.now(timezone.utc) + timedelta(hours=1),
        },
        KEY,
        algorithm="HS256",
    )
