from datetime import date, datetime, timezone

import psycopg
from sqlalchemy import Column, Date, DateTime, Integer, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    # ruleid: naive-timestamp
    created_at: Mapped[datetime]
    # ruleid: naive-timestamp
    paid_at = Column(DateTime, default=datetime.utcnow)
    # ruleid: naive-timestamp
    seen_at = Column(DateTime(timezone=True), default=datetime.now)
    # ok: naive-timestamp
    shipped_at = Column(DateTime(timezone=True), server_default=func.now())
    # ok: naive-timestamp
    packed_at = Column(DateTime(timezone=True), default=lambda: datetime.now(timezone.utc))
    # ok: naive-timestamp
    due: Mapped[date] = mapped_column(Date)
