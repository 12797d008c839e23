from sqlalchemy import Column, ForeignKey, Index, Integer, String, UniqueConstraint, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

engine = create_engine("postgresql+psycopg://shop@db/shop")


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    # ruleid: unindexed-foreign-key
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    # ok: unindexed-foreign-key
    coupon_id: Mapped[int | None] = mapped_column(ForeignKey("coupons.id"), index=True)
    user: Mapped["User"] = relationship()


class Coupon(Base):
    __tablename__ = "coupons"
    id: Mapped[int] = mapped_column(primary_key=True)


class Profile(Base):
    __tablename__ = "profiles"
    id = Column(Integer, primary_key=True)
    # ok: unindexed-foreign-key
    user_id = Column(Integer, ForeignKey("users.id"), unique=True)


class Vote(Base):
    __tablename__ = "votes"
    # The key begins with this one, so it is indexed.
    # ok: unindexed-foreign-key
    user_id = Column(ForeignKey("users.id"), primary_key=True)
    # ruleid: unindexed-foreign-key
    order_id = Column(ForeignKey("orders.id"), primary_key=True)


class Line(Base):
    __tablename__ = "lines"
    __table_args__ = (Index("ix_lines_order", "order_id", "position"), UniqueConstraint("position", "coupon_id"))
    id = Column(Integer, primary_key=True)
    # ok: unindexed-foreign-key
    order_id = Column(ForeignKey(Order.id))
    # Only the second column of the constraint: no help for a look-up by it alone.
    # ruleid: unindexed-foreign-key
    coupon_id = Column(ForeignKey("coupons.id"))
    position = Column(Integer)
