import asyncio

import httpx
from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from database import Order, get_session

app = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def send_receipt(order_id: int) -> None:
    await client.post("https://mail.example.com", json={"order": order_id})


def log_receipt(order_id: int) -> None:
    app.state.last = order_id


@app.post("/orders")
async def create_order(background: BackgroundTasks, session: AsyncSession = Depends(get_session)):
    order = Order(total=1)
    # ok: floating-promise
    session.add(order)
    # ruleid: floating-promise
    session.commit()
    await session.refresh(order)
    # ruleid: floating-promise
    send_receipt(order.id)
    # ok: floating-promise
    await send_receipt(order.id)
    # ok: floating-promise
    background.add_task(send_receipt, order.id)
    # ok: floating-promise
    log_receipt(order.id)
    # ok: floating-promise
    asyncio.create_task(send_receipt(order.id))
    # ruleid: floating-promise
    client.post("https://stats.example.com", json={})
    return order
