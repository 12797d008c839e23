from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy_utils import EncryptedType


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(primary_key=True)
    # ruleid: plaintext-sensitive-column
    iban: Mapped[str] = mapped_column(String(34))
    # ok: plaintext-sensitive-column
    tax_id: Mapped[str] = mapped_column(EncryptedType(String, "key"))
    # ok: plaintext-sensitive-column
    card_last4: Mapped[str] = mapped_column(String(4))
    # ok: plaintext-sensitive-column
    api_key_hash: Mapped[str] = mapped_column(String(64))
    # encrypted where it is written
    # ok: plaintext-sensitive-column
    api_secret: Mapped[str] = mapped_column(String(200))
    # ok: plaintext-sensitive-column
    secretary: Mapped[str] = mapped_column(String(200))
