from datetime import datetime, timedelta, timezone

import jwt
from fastapi import FastAPI

from settings import KEY

app = FastAPI()


@app.post("/login")
def login(email: str, password: str):
    now = datetime.now(timezone.utc)
    # ruleid: jwt-without-refresh
    claims = {"sub": email, "exp": now + timedelta(hours=12)}
    return {"access_token": jwt.encode(claims, KEY, algorithm="HS256")}


@app.post("/logout")
def logout():
    return {}
