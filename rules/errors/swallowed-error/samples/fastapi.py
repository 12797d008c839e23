import json
import logging
from contextlib import suppress

import httpx
from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException
from sqlalchemy.exc import IntegrityError, NoResultFound, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from .deps import get_session
from .models import Order
from .payments import gateway

logger = logging.getLogger(__name__)
router = APIRouter()

try:
    import orjson
# ok: swallowed-error
except Exception:
    orjson = None

try:
    import uvloop
# ok: swallowed-error
except ImportError:
    pass


@router.post("/orders/{order_id}/pay")
async def pay(order_id: int, session: AsyncSession = Depends(get_session)):
    order = await session.get(Order, order_id)
    try:
        await gateway.charge(order.total)
        order.paid = True
        await session.commit()
    # ruleid: swallowed-error
    except Exception:
        pass
    return {"status": "paid"}


@router.post("/orders")
async def create(payload: dict, session: AsyncSession = Depends(get_session)):
    try:
        # ruleid: mass-assignment
        session.add(Order(**payload))
        await session.commit()
    # ruleid: swallowed-error
    except:
        return None
    # the row is read again so that defaults are filled in
    return payload


@router.post("/orders/bulk")
async def create_many(payloads: list[dict], session: AsyncSession = Depends(get_session)):
    made = []
    for payload in payloads:
        try:
            made.append(await gateway.register(payload))
        # ruleid: swallowed-error
        except Exception as error:
            continue
    try:
        await session.flush()
    # ruleid: swallowed-error
    except SQLAlchemyError:
        pass
    return made


async def load_profile(user_id: int, client: httpx.AsyncClient) -> dict:
    try:
        answer = await client.get(f"/profiles/{user_id}")
        answer.raise_for_status()
        return answer.json()
    # ruleid: swallowed-error
    except BaseException:  # noqa: BLE001
        return {}


async def notify(user_id: int, client: httpx.AsyncClient) -> None:
    try:
        await client.post(f"/notifications/{user_id}")
    # ruleid: swallowed-error
    except (ValueError, Exception):
        """Nothing to do."""
    try:
        await client.post(f"/badges/{user_id}")
    # ruleid: swallowed-error
    except Exception:
        # TODO: handle this
        ...


async def warm(user_id: int, client: httpx.AsyncClient) -> None:
    try:
        await client.post(f"/warm/{user_id}")
    # ok: swallowed-error
    except Exception:
        # the cache is warmed on first read anyway
        pass
    try:
        await client.post(f"/warm/{user_id}")
    # ok: swallowed-error
    except Exception:  # noqa: S110 - metrics must never break a request
        pass
    try:
        await client.post(f"/warm/{user_id}")
    # ok: swallowed-error
    except Exception:
        pass  # best effort


@router.get("/orders/{order_id}")
async def read(order_id: int, session: AsyncSession = Depends(get_session)):
    try:
        return await session.get_one(Order, order_id)
    # ok: swallowed-error
    except NoResultFound:
        return None


@router.put("/orders/{order_id}")
async def update(order_id: int, payload: dict, session: AsyncSession = Depends(get_session)):
    try:
        # ruleid: mass-assignment
        await session.merge(Order(id=order_id, **payload))
        await session.commit()
    # ok: swallowed-error
    except IntegrityError as error:
        raise HTTPException(409, "conflict") from error
    # ok: swallowed-error
    except Exception:
        logger.exception("order %s not updated", order_id)
        raise


def parse_filter(raw: str):
    try:
        return json.loads(raw)
    # ok: swallowed-error
    except Exception:
        return None


def is_reachable(url: str) -> bool:
    try:
        httpx.head(url, timeout=2)
        return True
    # ok: swallowed-error
    except Exception:
        return False


async def teardown(session: AsyncSession, client: httpx.AsyncClient) -> None:
    try:
        await session.rollback()
    # ok: swallowed-error
    except Exception:
        pass
    with suppress(Exception):
        await client.aclose()
    try:
        await client.aclose()
    # ok: swallowed-error
    except Exception:
        pass
