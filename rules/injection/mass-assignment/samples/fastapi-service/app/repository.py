from sqlalchemy.orm import Session

from .models import Event, User


class UserRepository:
    def __init__(self, db: Session):
        self.db = db

    def create(self, values: dict) -> User:
        user = User(**values)
        # ruleid: mass-assignment
        self.db.add(user)
        self.db.commit()
        return user

    def create_named(self, values: dict) -> User:
        user = User(name=values["name"], is_admin=False)
        # ok: mass-assignment
        self.db.add(user)
        self.db.commit()
        return user

    def create_checked(self, values: dict) -> User:
        user = User(**values)
        # ok: mass-assignment
        self.db.add(user)
        self.db.commit()
        return user

    def record(self, payload: dict) -> None:
        # ok: mass-assignment
        self.db.add(Event(payload=payload))
        self.db.commit()

    def change(self, user_id: int, values: dict) -> None:
        user = self.db.get(User, user_id)
        for key, value in values.items():
            # ruleid: mass-assignment
            setattr(user, key, value)
        self.db.commit()
