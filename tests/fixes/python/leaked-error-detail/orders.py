from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse

from .store import store

router = APIRouter()


@router.post("/orders")
async def create(payload: dict):
    try:
        return await store.insert(payload)
    except Exception as exc:
        # tell the client
        raise HTTPException(status_code=500, detail=str(exc)) from exc


@router.get("/orders")
async def read():
    try:
        return await store.all()
    except Exception as e:
        return JSONResponse({"error": f"Could not read the orders: {e}"}, status_code=500)


@router.put("/orders")
async def update(payload: dict):
    try:
        return await store.update(payload)
    except Exception as e:
        raise HTTPException(400, "{}".format(e))
