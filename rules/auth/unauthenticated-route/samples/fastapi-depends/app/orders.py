from fastapi import APIRouter

from app.deps import CurrentUser

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("")
def list_orders(user: CurrentUser): ...


@router.post("")
def place(user: CurrentUser): ...


# ruleid: unauthenticated-route
@router.delete("/{order_id}")
def delete(order_id: int): ...


# ok: unauthenticated-route
@router.put("/{order_id}")
def update(order_id: int, user: CurrentUser): ...


# ok: unauthenticated-route
@router.post("/webhook")
def webhook(): ...


# ok: unauthenticated-route
@router.get("/catalogue")
def catalogue(): ...


# Who signs in or out is asked nothing before.
# ok: unauthenticated-route
@router.delete("/session")
def leave(): ...
