from sqlalchemy.orm import Session

from app import models


def posts_of(session: Session, user_id: str):
    return session.query(models.Post).filter_by(user_id=user_id).limit(20).all()
