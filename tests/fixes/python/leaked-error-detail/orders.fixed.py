import logging

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse

from .store import store

logger = logging.getLogger(__name__)

router = APIRouter()


@router.post("/orders")
async def create(payload: dict):
    try:
        return await store.insert(payload)
    except Exception as exc:
        # tell the client
        logger.exception("create failed")
        raise HTTPException(status_code=500, detail="internal error") from exc


@router.get("/orders")
async def read():
    try:
        return await store.all()
    except Exception:
        logger.exception("read failed")
        return JSONResponse({"error": "Could not read the orders"}, status_code=500)


@router.put("/orders")
async def update(payload: dict):
    try:
        return await store.update(payload)
    except Exception:
        logger.exception("update failed")
        raise HTTPException(400, "request failed")
