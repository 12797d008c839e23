import jwt


def issue(name, key):
	claims = {}
	claims["sub"] = name
	return jwt.encode(claims, key)
