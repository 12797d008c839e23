import base64
import os

import aiohttp
import aiomysql
from aiohttp import web
from aiohttp_session import setup
from aiohttp_session.cookie_storage import EncryptedCookieStorage


async def pool():
    # ruleid: hardcoded-credential
    return await aiomysql.create_pool(host="10.0.0.8", user="app", password="zT6!hhq2", db="app")


async def pool_from_environment():
    # ok: hardcoded-credential
    return await aiomysql.create_pool(host="10.0.0.8", user="app", password=os.environ["DB_PASSWORD"], db="app")


def make_app():
    app = web.Application()
    # ruleid: hardcoded-credential
    # ruleid: insecure-cookie
    setup(app, EncryptedCookieStorage(b"Thirty  two  length  bytes  key."))
    # ok: hardcoded-credential
    # ruleid: insecure-cookie
    setup(app, EncryptedCookieStorage(base64.urlsafe_b64decode(os.environ["COOKIE_KEY"])))
    return app


async def call():
    # ruleid: hardcoded-credential
    auth = aiohttp.BasicAuth("svc", "gL82hd#1")
    # ok: hardcoded-credential
    other = aiohttp.BasicAuth("svc", os.environ["SVC_PASSWORD"])
    async with aiohttp.ClientSession(auth=auth) as session:
        # ok: hardcoded-credential
        return await session.get("https://api.shop.io", params={"token": "all", "key": "name"}), other
