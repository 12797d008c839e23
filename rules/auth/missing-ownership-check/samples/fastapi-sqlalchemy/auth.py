from fastapi import Depends, HTTPException, Request
from sqlalchemy.orm import Session

from db import get_db
from models import User


def get_current_user(request: Request, db: Session = Depends(get_db)) -> User:
    user = db.query(User).filter(User.token == request.headers.get("authorization")).first()
    if user is None:
        raise HTTPException(401)
    return user


def require_admin(user: User = Depends(get_current_user)) -> User:
    if not user.admin:
        raise HTTPException(403)
    return user
