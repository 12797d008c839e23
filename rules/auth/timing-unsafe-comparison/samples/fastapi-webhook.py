import hashlib
import hmac
import os
import secrets

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from sqlalchemy import and_, select

from .models import Invite, User
from .settings import settings

router = APIRouter()
API_KEY = os.environ["API_KEY"]


@router.post("/hooks/payments")
async def payments(request: Request, x_signature: str = Header()):
    body = await request.body()
    expected = hmac.new(settings.webhook_secret.encode(), body, hashlib.sha256).hexdigest()
    # ruleid: timing-unsafe-comparison
    if x_signature != expected:
        raise HTTPException(403)
    # ok: timing-unsafe-comparison
    if not hmac.compare_digest(x_signature, expected):
        raise HTTPException(403)


@router.post("/hooks/github")
async def github(request: Request):
    body = await request.body()
    given = request.headers.get("X-Hub-Signature-256", "")
    # ok: timing-unsafe-comparison
    if given == "":
        raise HTTPException(401)
    # ruleid: timing-unsafe-comparison
    if given == "sha256=" + hmac.new(b"k", body, hashlib.sha256).hexdigest():
        return {"ok": True}


async def require_key(x_api_key: str = Header()):
    # ruleid: timing-unsafe-comparison
    if x_api_key != API_KEY:
        raise HTTPException(401)
    # ok: timing-unsafe-comparison
    if x_api_key is None or len(x_api_key) != 32:
        raise HTTPException(401)
    # ok: timing-unsafe-comparison
    if not secrets.compare_digest(x_api_key, API_KEY):
        raise HTTPException(401)


async def bearer(authorization: str = Header()):
    # ruleid: timing-unsafe-comparison
    if authorization != f"Bearer {settings.admin_token}":
        raise HTTPException(401)
    scheme, _, token = authorization.partition(" ")
    # ok: timing-unsafe-comparison
    if scheme.lower() != "bearer":
        raise HTTPException(401)
    # ruleid: timing-unsafe-comparison
    if token == settings.SERVICE_TOKEN:
        return token
    # ok: timing-unsafe-comparison
    if token == "":
        raise HTTPException(401)


async def accept(session, token: str, email: str):
    # ok: timing-unsafe-comparison
    invite = (await session.execute(select(Invite).where(Invite.token == token))).scalar()
    # ok: timing-unsafe-comparison
    again = await session.scalar(select(Invite).where(and_(Invite.token == token, Invite.email == email)))
    # ruleid: timing-unsafe-comparison
    if invite.token != token:
        raise HTTPException(404)
    return again


def verify_password(user: User, password: str):
    # ruleid: timing-unsafe-comparison
    # ruleid: weak-password-hash
    return user.password_hash == hashlib.sha256(password.encode()).hexdigest()
