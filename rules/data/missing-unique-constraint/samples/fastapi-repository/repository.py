from models import User
from sqlalchemy import select
from sqlalchemy.orm import Session


class UserRepository:
    def __init__(self, session: Session) -> None:
        self.session = session

    def by_email(self, email: str) -> User | None:
        return self.session.execute(select(User).where(User.email == email)).scalar_one_or_none()

    def by_handle(self, handle: str) -> User | None:
        return self.session.execute(select(User).where(User.handle == handle)).scalar_one_or_none()

    def add(self, user: User) -> User:
        self.session.add(user)
        self.session.commit()
        return user
