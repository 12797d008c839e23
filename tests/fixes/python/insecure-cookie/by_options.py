from flask import make_response

LOOSE = dict(httponly=True)


def login(token):
    response = make_response("ok")
    response.set_cookie("session", token, **LOOSE)
    return response
