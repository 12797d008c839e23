import json
import time

import jwt
import tornado.web
from aiohttp import web


async def login(request: web.Request):
    data = await request.json()
    payload = {"user_id": data["id"]}
    # ruleid: jwt-without-expiry
    token = jwt.encode(payload, request.app["jwt_key"], algorithm="HS256")
    return web.json_response({"token": token})


async def login_timed(request: web.Request):
    data = await request.json()
    payload = {"user_id": data["id"], "exp": time.time() + 600}
    # ok: jwt-without-expiry
    return web.json_response({"token": jwt.encode(payload, request.app["jwt_key"], algorithm="HS256")})


class LoginHandler(tornado.web.RequestHandler):
    def initialize(self, key):
        self.key = key
        self.encoder = jwt.PyJWT()

    def claims(self, name):
        claims = {"name": name}
        return claims

    def post(self):
        name = json.loads(self.request.body)["name"]
        # ruleid: jwt-without-expiry
        self.write(self.encoder.encode(self.claims(name), self.key, algorithm="HS256"))

    def put(self):
        name = json.loads(self.request.body)["name"]
        claims = self.claims(name)
        claims.update(exp=int(time.time()) + 900)
        # ok: jwt-without-expiry
        self.write(self.encoder.encode(claims, self.key, algorithm="HS256"))
