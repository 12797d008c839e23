from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/api/v1")


# ruleid: verb-in-path
@router.get("/getUsers")
def users(): ...


# ruleid: verb-in-path
@router.post("/create-order")
def create(): ...


# ruleid: verb-in-path
@router.post("/users/delete/{user_id}")
def delete(user_id: int): ...


# ok: verb-in-path
@router.post("/orders/{order_id}/cancel")
def cancel(order_id: int): ...


# ok: verb-in-path
@router.get("/users/{user_id}/updates")
def updates(user_id: int): ...


# ok: verb-in-path
@router.get("/listings")
def listings(): ...


# ok: verb-in-path
@router.post("/orders/bulk/delete")
def bulk(): ...


app.include_router(router)
