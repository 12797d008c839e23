import secrets
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import FastAPI

from settings import KEY

app = FastAPI()
known: dict[str, str] = {}


def access_token(email: str) -> str:
    now = datetime.now(timezone.utc)
    # ok: jwt-without-refresh
    return jwt.encode({"sub": email, "exp": now + timedelta(hours=2)}, KEY, algorithm="HS256")


@app.post("/login")
def login(email: str, password: str):
    renewal = secrets.token_urlsafe()
    known[renewal] = email
    return {"access_token": access_token(email), "renewal": renewal}


@app.post("/token/refresh")
def refresh(renewal: str):
    return {"access_token": access_token(known.pop(renewal))}
