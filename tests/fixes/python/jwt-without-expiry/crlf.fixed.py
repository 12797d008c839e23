import time

import jwt


def issue(name, key):
	claims = {}
	claims["sub"] = name
	return jwt.encode({**claims, "exp": int(time.time()) + 60 * 60}, key)
