import asyncio
import os

import tornado.web
from tornado.options import define, options
from tornado.web import Application, RequestHandler

define("debug", default=False)


class Home(RequestHandler):
    def get(self):
        self.write("hi")


def make_app():
    # ruleid: debug-enabled
    return tornado.web.Application([(r"/", Home)], debug=True)


def make_traceback():
    # ruleid: debug-enabled
    return Application([(r"/", Home)], serve_traceback=True)


def make_settings():
    settings = {"cookie_secret": os.environ["SECRET"], "debug": True}
    # ruleid: debug-enabled
    return tornado.web.Application([(r"/", Home)], **settings)


class Site(tornado.web.Application):
    def __init__(self):
        settings = dict(xsrf_cookies=True, debug=True)
        # ruleid: debug-enabled
        super().__init__([(r"/", Home)], **settings)


class Other(Application):
    def __init__(self):
        # ruleid: debug-enabled
        super().__init__([(r"/", Home)], debug=True)


class Quiet(Application):
    def __init__(self):
        # ok: debug-enabled
        super().__init__([(r"/", Home)], debug=options.debug)


def quiet():
    # ok: debug-enabled
    return tornado.web.Application([(r"/", Home)], debug=options.debug)


if __name__ == "__main__":
    # ok: debug-enabled
    asyncio.run(make_app(), debug=True)
