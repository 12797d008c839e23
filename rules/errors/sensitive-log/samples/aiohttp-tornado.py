import logging

import tornado.web
from aiohttp import web

logger = logging.getLogger(__name__)


async def login(request: web.Request) -> web.Response:
    data = await request.post()
    # ruleid: sensitive-log
    # todoruleid: log-injection (what is awaited counts as an answer of somebody else)
    logger.info("login form %s", data)
    # ruleid: sensitive-log
    # todoruleid: log-injection
    logger.info("login with %s", data["password"])
    # ok: sensitive-log
    # todoruleid: log-injection
    logger.info("login of %s from %s", data["login"], request.remote)
    # ruleid: sensitive-log
    request.app.logger.debug("headers %s", request.headers)
    return web.json_response({})


class Login(tornado.web.RequestHandler):
    def post(self):
        password = self.get_argument("password")
        # ruleid: sensitive-log, log-injection
        logger.info("login %s", password)
        # ruleid: sensitive-log
        logger.info("body %s", self.request.body)
        # ok: sensitive-log
        # ruleid: log-injection
        logger.info("login %s", self.get_argument("name"))
