from http.cookies import SimpleCookie


def application(environ, start_response):
    cookie = SimpleCookie()
    cookie["session"] = environ["token"]
    start_response("200 OK", [("Set-Cookie", "user=u-4711;"), ("Set-Cookie", cookie.output(header=""))])
    return [b""]
