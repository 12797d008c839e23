from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    customer: Mapped[Customer] = relationship()


async def get_db():
    async with make_session() as session:
        yield session


@app.get("/orders")
async def orders(db: AsyncSession = Depends(get_db)):
    found = (await db.execute(select(Order).limit(50))).scalars().all()
    # It raises: an asynchronous session loads nothing by being touched.
    # pedantic: lazy-load-in-loop
    return [order.customer.name for order in found]


@app.get("/orders/loaded")
async def loaded(db: AsyncSession = Depends(get_db)):
    found = (await db.execute(select(Order).options(selectinload(Order.customer)).limit(50))).scalars().all()
    # ok: lazy-load-in-loop
    return [order.customer.name for order in found]


@app.get("/orders/awaited")
async def awaited(db: AsyncSession = Depends(get_db)):
    names = []
    for order in (await db.scalars(select(Order).limit(50))).all():
        # ruleid: lazy-load-in-loop
        customer = await order.awaitable_attrs.customer
        names.append(customer.name)
    return names
