from fastapi import FastAPI, Response
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

from .settings import settings

app = FastAPI()
# ruleid: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=settings.secret)
# ruleid: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=settings.secret, https_only=False)
# ok: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=settings.secret, https_only=True)
# ok: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=settings.secret, https_only=settings.https)
# ruleid: insecure-cookie
middleware = [Middleware(SessionMiddleware, secret_key=settings.secret)]


@app.post("/login")
async def login(response: Response):
    # ruleid: insecure-cookie
    response.set_cookie(key="access_token", value="x")
    # ruleid: insecure-cookie
    response.set_cookie(key="refresh_token", value="x", httponly=True, secure=False)
    # ok: insecure-cookie
    response.set_cookie(key="refresh_token", value="x", httponly=True, secure=True)
    # ok: insecure-cookie
    response.set_cookie(key="refresh_token", value="x", httponly=True, secure=settings.https)
    return {}
