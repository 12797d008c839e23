from datetime import date, datetime, timezone

import psycopg
from sqlalchemy import Column, Date, DateTime, Integer, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    paid_at = Column(DateTime(timezone=True), default=lambda: datetime.now(timezone.utc))
    seen_at = Column(DateTime(timezone=True), default=lambda: datetime.now(timezone.utc))
    shipped_at = Column(DateTime(timezone=True), server_default=func.now())
    packed_at = Column(DateTime(timezone=True), default=lambda: datetime.now(timezone.utc))
    due: Mapped[date] = mapped_column(Date)
