import aiohttp_remotes
from aiohttp import web
from flask import Flask
from tornado.httpserver import HTTPServer
from tornado.web import Application
from werkzeug.middleware.proxy_fix import ProxyFix


async def make_app():
    app = web.Application()
    # ruleid: allow-all-hosts
    await aiohttp_remotes.setup(app, aiohttp_remotes.XForwardedRelaxed())
    # ok: allow-all-hosts
    await aiohttp_remotes.setup(app, aiohttp_remotes.XForwardedStrict([["10.0.0.2"]]))
    # ruleid: allow-all-hosts
    await aiohttp_remotes.setup(app, aiohttp_remotes.AllowedHosts({"*"}))
    # ok: allow-all-hosts
    await aiohttp_remotes.setup(app, aiohttp_remotes.AllowedHosts({"shop.org"}))
    return app


def serve():
    # as info
    # pedantic: allow-all-hosts
    server = HTTPServer(Application(), xheaders=True)
    # ok: allow-all-hosts
    server = HTTPServer(Application(), xheaders=True, trusted_downstream=["10.0.0.2"])
    return server


flask_app = Flask(__name__)
# ruleid: allow-all-hosts
flask_app.config["TRUSTED_HOSTS"] = ["*"]
# ok: allow-all-hosts
flask_app.config["TRUSTED_HOSTS"] = ["shop.org"]
# ok: allow-all-hosts
flask_app.wsgi_app = ProxyFix(flask_app.wsgi_app, x_for=1, x_host=1)
