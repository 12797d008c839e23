import jwt
from fastapi import FastAPI, HTTPException

from app.users import get_user, settings

app = FastAPI()


@app.post("/refresh")
def refresh(refresh_token: str):
    payload = jwt.decode(refresh_token, settings.secret, algorithms=["HS256"])
    user = get_user(payload["sub"])
    # ok: timing-unsafe-comparison
    if user.refresh_token != refresh_token:
        raise HTTPException(401)
    return user.renew()


@app.post("/refresh/any")
def refresh_any(refresh_token: str):
    # ruleid: jwt-unverified
    payload = jwt.decode(refresh_token, options={"verify_signature": False})
    user = get_user(payload["sub"])
    # ruleid: timing-unsafe-comparison
    if user.refresh_token != refresh_token:
        raise HTTPException(401)
    return user.renew()
