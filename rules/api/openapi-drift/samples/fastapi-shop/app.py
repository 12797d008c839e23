# ok: openapi-drift
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/orders")


# ok: openapi-drift
@router.get("")
def list_orders(limit: int = 20, status: str | None = None):
    return []


# ok: openapi-drift
@router.post("", status_code=201)
def add_order():
    return {}


# ok: openapi-drift
@router.get("/{order_id}")
def one_order(order_id: int):
    return {}


# ruleid: openapi-drift
@router.delete("/{order_id}", status_code=204)
def delete_order(order_id: int):
    return None


# ruleid: openapi-drift
@router.post("/{order_id}/payment")
def pay(order_id: int):
    return {}


# ok: openapi-drift
@router.get("/internal/rebuild", include_in_schema=False)
def rebuild():
    return {}


# ok: openapi-drift
@app.get("/health")
def health():
    return {}


# Of another area than all that the document describes.
# ok: openapi-drift
@app.get("/reports/sales")
def sales():
    return {}


app.include_router(router, prefix="/api/v1")
