from fastapi import Depends, HTTPException, Request
from fastapi_users import FastAPIUsers
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


fastapi_users = FastAPIUsers[User, int](get_user_manager, [backend])
current_active = fastapi_users.current_user(active=True)
current_root = fastapi_users.current_user(active=True, superuser=True)
