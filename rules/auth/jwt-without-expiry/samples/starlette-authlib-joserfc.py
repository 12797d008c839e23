import os
import time

from authlib.jose import JsonWebToken
from authlib.jose import jwt as authlib_jwt
from joserfc import jwt as rfc_jwt
from joserfc.jwk import OctKey
from jwcrypto import jwk
from jwcrypto import jwt as wcrypto
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

KEY = os.environ["TOKEN_KEY"]
header = {"alg": "HS256"}


async def authlib_login(request):
    form = await request.form()
    payload = {"sub": form["name"], "iss": "me"}
    # ruleid: jwt-without-expiry
    token = authlib_jwt.encode(header, payload, KEY)
    return JSONResponse({"token": token.decode()})


async def authlib_timed(request):
    form = await request.form()
    payload = {"sub": form["name"], "exp": int(time.time()) + 600}
    # ok: jwt-without-expiry
    return JSONResponse({"token": authlib_jwt.encode(header, payload, KEY).decode()})


async def restricted(request):
    signer = JsonWebToken(["HS256"])
    # ruleid: jwt-without-expiry
    return JSONResponse({"token": signer.encode(header, {"sub": "a"}, KEY).decode()})


async def rfc(request):
    key = OctKey.import_key(KEY)
    # ruleid: jwt-without-expiry
    first = rfc_jwt.encode(header, {"sub": "a"}, key)
    # ok: jwt-without-expiry
    second = rfc_jwt.encode(header, {"sub": "a", "exp": int(time.time()) + 600}, key)
    return JSONResponse([first, second])


async def jwcrypto_login(request):
    key = jwk.JWK(kty="oct", k=KEY)
    # ruleid: jwt-without-expiry
    plain = wcrypto.JWT(header=header, claims={"sub": "a"})
    plain.make_signed_token(key)
    # ok: jwt-without-expiry
    timed = wcrypto.JWT(header=header, claims={"sub": "a", "exp": int(time.time()) + 600})
    timed.make_signed_token(key)
    return JSONResponse([plain.serialize(), timed.serialize()])


app = Starlette(routes=[Route("/login", authlib_login, methods=["POST"])])
