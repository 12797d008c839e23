from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read(user_id: str): ...


# ruleid: shadowed-route
@router.get("/me")
def me(): ...


# ok: shadowed-route
@router.post("/me")
def change(): ...


# ok: shadowed-route
@router.get("/{user_id}/orders")
def orders(user_id: str): ...


# ruleid: shadowed-route
@router.get("/{name}")
def by_name(name: str): ...


app.include_router(router)


# ok: shadowed-route
@app.get("/items/latest")
def latest(): ...


@app.get("/items/{item_id}")
def item(item_id: int): ...
