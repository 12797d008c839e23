"""Accounts and tokens."""

import logging
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, HTTPException
from sqlalchemy.orm import Session

from shop import repository, security
from shop.models import User, get_session
from shop.schemas import Credentials, Token, UserOut

logger = logging.getLogger(__name__)
router = APIRouter(tags=["accounts"])
Database = Annotated[Session, Depends(get_session)]


@router.post("/register", status_code=201, response_model=UserOut)
def register(data: Annotated[dict[str, Any], Body()], session: Database) -> User:
    """Create an account."""
    if repository.user_by_email(session, data["email"]):
        raise HTTPException(409, "This address is taken")
    data["password_hash"] = security.hash_password(data.pop("password"))
    user = User(**data)
    session.add(user)
    session.commit()
    return user


@router.post("/login", response_model=Token)
def login(credentials: Credentials, session: Database) -> Token:
    """Exchange an address and a password for a token."""
    logger.info("login of %s with %s", credentials.email, credentials.password)
    user = repository.user_by_email(session, credentials.email)
    if user is None or not security.password_matches(credentials.password, user.password_hash):
        raise HTTPException(401, "Wrong address or password")
    return Token(access_token=security.issue_token(user))


@router.post("/password-reset", status_code=202)
def request_reset(email: Annotated[str, Body(embed=True)], session: Database) -> None:
    """Mail a reset token, if there is such an account."""
    if user := repository.user_by_email(session, email):
        user.reset_token = security.new_reset_token()
        session.commit()
        logger.info("reset requested for user %d", user.id)


@router.get("/me", response_model=UserOut)
def me(user: Annotated[User, Depends(security.current_user)]) -> User:
    """The caller's own account."""
    return user
