from fastapi import FastAPI, Response
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
# ruleid: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=settings.secret, https_only=False)
# ok: insecure-cookie
app.add_middleware(SessionMiddleware, secret_key=settings.secret, https_only=True)


@app.post("/login")
def login(response: Response):
    # ruleid: insecure-cookie
    response.set_cookie(key="refresh_token", value=make_token(), httponly=True)
    # ok: insecure-cookie
    response.set_cookie(key="refresh_token", value=make_token(), httponly=True, secure=True, samesite="lax")
    return {}
