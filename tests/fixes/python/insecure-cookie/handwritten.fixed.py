from http.cookies import SimpleCookie


def application(environ, start_response):
    cookie = SimpleCookie()
    cookie["session"] = environ["token"]
    cookie["session"]["httponly"] = True
    cookie["session"]["secure"] = True
    cookie["session"]["samesite"] = "Lax"
    start_response("200 OK", [("Set-Cookie", "user=u-4711; HttpOnly; Secure; SameSite=Lax"), ("Set-Cookie", cookie.output(header=""))])
    return [b""]
