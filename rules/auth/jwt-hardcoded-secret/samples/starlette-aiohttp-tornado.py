import os
import time

import jwt
import tornado.web
from aiohttp import web
from aiohttp_jwt import JWTMiddleware
from authlib.jose import jwt as authlib_jwt
from joserfc import jwt as rfc_jwt
from joserfc.jwk import OctKey
from jwcrypto import jwk
from starlette.responses import JSONResponse

# ruleid: hardcoded-credential
options = {"jwt_secret": "aiohttp-secret"}
header = {"alg": "HS256"}
key_from_file = jwk.JWK.from_pem(open("key.pem", "rb").read())


def claims():
    return {"sub": "a", "exp": int(time.time()) + 600}


# ruleid: jwt-hardcoded-secret
middleware = JWTMiddleware("my secret", algorithms=["HS256"])
# ok: jwt-hardcoded-secret
env_middleware = JWTMiddleware(os.environ["KEY"], algorithms=["HS256"])


async def aiohttp_login(request):
    # ruleid: jwt-hardcoded-secret
    token = jwt.encode(claims(), options["jwt_secret"], "HS256")
    # ok: jwt-hardcoded-secret
    other = jwt.encode(claims(), request.app["jwt_secret"], "HS256")
    return web.json_response([token, other])


async def starlette_login(request):
    # ruleid: jwt-hardcoded-secret
    token = authlib_jwt.encode(header, claims(), "secret").decode()
    # ok: jwt-hardcoded-secret
    other = authlib_jwt.encode(header, claims(), request.app.state.key).decode()
    # ruleid: jwt-hardcoded-secret
    data = authlib_jwt.decode(token, b"secret")
    return JSONResponse([token, other, data])


def rfc():
    # ruleid: jwt-hardcoded-secret
    key = OctKey.import_key("joserfc-secret")
    # ruleid: jwt-hardcoded-secret
    return rfc_jwt.encode(header, claims(), key)


def wcrypto():
    # ruleid: jwt-hardcoded-secret
    key = jwk.JWK(kty="oct", k="c2VjcmV0")
    # ok: jwt-hardcoded-secret
    other = jwk.JWK(kty="oct", k=os.environ["KEY"])
    # ok: jwt-hardcoded-secret
    made = jwk.JWK.generate(kty="oct", size=256)
    return key, other, made


class Handler(tornado.web.RequestHandler):
    KEY = "tornado-key"

    def get(self):
        # ruleid: jwt-hardcoded-secret
        self.write(jwt.encode(claims(), self.KEY, algorithm="HS256"))
        # ok: jwt-hardcoded-secret
        self.write(jwt.encode(claims(), self.settings["key"], algorithm="HS256"))
