import logging
import os
import sys

from fastapi import Depends, FastAPI, HTTPException

from settings import database_url
from storage import load_catalog

app = FastAPI()
log = logging.getLogger(__name__)

if not database_url:
    # ok: process-exit-in-handler
    sys.exit("DATABASE_URL is not set")


def current_tenant(tenant: str = ""):
    if not tenant:
        # ruleid: process-exit-in-handler
        raise SystemExit(2)
    return tenant


@app.post("/orders")
async def create_order(body: dict, tenant: str = Depends(current_tenant)):
    if "items" not in body:
        log.error("no items")
        # ruleid: process-exit-in-handler
        sys.exit(1)
    return {"tenant": tenant}


@app.get("/catalog")
def catalog():
    return load_catalog("catalog.json")


@app.post("/admin/restart")
def restart():
    # ok: process-exit-in-handler
    os._exit(0)


@app.get("/orders/{order_id}")
def read_order(order_id: int):
    if order_id < 1:
        # ok: process-exit-in-handler
        raise HTTPException(404, "no such order")
    return {"id": order_id}


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app)
    # ok: process-exit-in-handler
    sys.exit(0)
