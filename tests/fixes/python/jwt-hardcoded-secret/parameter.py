import time

import jwt


def issue(name, key="change-me"):
    return jwt.encode({"sub": name, "exp": int(time.time()) + 900}, key, algorithm="HS256")
