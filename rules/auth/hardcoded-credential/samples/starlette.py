import os

from starlette.applications import Starlette
from starlette.config import Config
from starlette.datastructures import Secret
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

config = Config(".env")
# ok: hardcoded-credential
SESSION_SECRET = config("SESSION_SECRET", cast=Secret)
# ruleid: hardcoded-credential
API_TOKEN = config("API_TOKEN", cast=Secret, default="9f8e7d6c5b4a39281706f5e4")
# ruleid: hardcoded-credential
# ruleid: insecure-cookie
middleware = [Middleware(SessionMiddleware, secret_key="secret")]
app = Starlette(middleware=middleware)
# ruleid: hardcoded-credential
# ruleid: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key="keyboard cat")
# ok: hardcoded-credential
# ruleid: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=os.environ["SESSION_SECRET"], session_cookie="sid")
# ok: hardcoded-credential
# ruleid: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=SESSION_SECRET)


async def token(request):
    body = await request.json()
    # ruleid: hardcoded-credential
    if body["client_secret"] == "cs-7781-aa":
        return body
    # ok: hardcoded-credential
    if body["token_type"] == "refresh_token":
        return None
    return None
