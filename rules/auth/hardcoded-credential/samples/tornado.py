import os

import tornado.web


class Login(tornado.web.RequestHandler):
    def post(self):
        # ruleid: hardcoded-credential
        if self.get_argument("password") == "demo1234":
            # ok: hardcoded-credential
            # ruleid: insecure-cookie
            self.set_secure_cookie("token", self.get_argument("name"))
        # ok: hardcoded-credential
        # ruleid: timing-unsafe-comparison
        if self.get_argument("password") == self.settings["password"]:
            self.set_status(204)


def make_app():
    # ruleid: hardcoded-credential
    return tornado.web.Application([(r"/login", Login)], cookie_secret="__make_this_up__")


def make_app_from_environment():
    # ok: hardcoded-credential
    return tornado.web.Application([(r"/login", Login)], cookie_secret=os.environ["COOKIE_SECRET"], login_url="/login")


settings = {
    # ruleid: hardcoded-credential
    "cookie_secret": "61oETzKXQAGaYdkL5gEmGeJJFuYh7EQnp2XdTP1o",
    # ok: hardcoded-credential
    "xsrf_cookies": True,
    # ok: hardcoded-credential
    "password_field": "pw1_field",
}
