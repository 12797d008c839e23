from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def users(): ...


@router.post("/users")
def create(): ...


@router.get("/users/{user_id}")
def user(user_id: int): ...


@router.get("/orders")
def orders(): ...


@router.get("/orders/{order_id}")
def order(order_id: int): ...
