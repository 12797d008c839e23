from fastapi import FastAPI, Request
from slowapi.util import get_remote_address

from limits_setup import limiter

app = FastAPI()


# ok: unthrottled-auth-route
@app.post("/auth/login")
@limiter.limit("5/minute")
def login(request: Request): ...
