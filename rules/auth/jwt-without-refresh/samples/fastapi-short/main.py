from datetime import datetime, timedelta, timezone

import jwt
from fastapi import FastAPI

from settings import KEY

app = FastAPI()


@app.post("/login")
def login(email: str, password: str):
    now = datetime.now(timezone.utc)
    # ok: jwt-without-refresh
    claims = {"sub": email, "exp": now + timedelta(minutes=30)}
    return {"access_token": jwt.encode(claims, KEY, algorithm="HS256")}
