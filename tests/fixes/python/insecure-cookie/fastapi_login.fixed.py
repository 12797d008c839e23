from fastapi import FastAPI, Response
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="from the vault", https_only=True)


@app.post("/login")
async def login(response: Response, token: str):
    response.set_cookie(key="access_token", value=token, secure=True, httponly=True)
    return {}
