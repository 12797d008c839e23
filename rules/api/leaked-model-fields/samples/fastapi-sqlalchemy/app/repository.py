from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account


class Accounts:
    def __init__(self, db: Session) -> None:
        self.db = db

    def by_id(self, account_id: int) -> Account | None:
        return self.db.get(Account, account_id)

    def all(self) -> list[Account]:
        return list(self.db.scalars(select(Account).limit(100)))
