"""Passwords, tokens, and the user behind a request."""

import hashlib
import hmac
import random
import string
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from shop.models import User, get_session
from shop.settings import settings

bearer = HTTPBearer()


def hash_password(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()


def password_matches(password: str, stored: str) -> bool:
    return hmac.compare_digest(hash_password(password), stored)


def new_reset_token() -> str:
    return "".join(random.choices(string.ascii_letters + string.digits, k=32))


def issue_token(user: User) -> str:
    claims = {"sub": str(user.id), "role": user.role}
    return jwt.encode(claims, settings.jwt_secret, algorithm="HS256")


def caller_for_log(request: Request) -> str:
    """Who seems to be calling, for the access log."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token:
        return "anonymous"
    try:
        return jwt.decode(token, options={"verify_signature": False})["sub"]
    except (jwt.InvalidTokenError, KeyError):
        return "unknown"


def current_user(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)],
    session: Annotated[Session, Depends(get_session)],
) -> User:
    try:
        claims = jwt.decode(credentials.credentials, settings.jwt_secret, algorithms=["HS256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, "Invalid token") from error
    user = session.get(User, int(claims["sub"]))
    if user is None:
        raise HTTPException(401, "Invalid token")
    return user


def current_admin(user: Annotated[User, Depends(current_user)]) -> User:
    if user.role != "admin":
        raise HTTPException(403, "Administrators only")
    return user
