from fastapi import APIRouter, FastAPI, status
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

app = FastAPI()
router = APIRouter()


class Item(BaseModel):
    name: str


# ruleid: untyped-response
@router.get("/a")
def a():
    return {"a": 1}


# ruleid: untyped-response
@router.post("/b", status_code=201)
async def b(item: Item):
    return item


# ok: untyped-response
@router.get("/c", response_model=Item)
def c():
    return {"name": "c"}


# ok: untyped-response
@router.get("/d")
def d() -> Item:
    return Item(name="d")


# ok: untyped-response
@router.delete("/e", status_code=status.HTTP_204_NO_CONTENT)
def e():
    return None


# ok: untyped-response
@router.get("/f")
def f():
    return RedirectResponse("/c")


app.include_router(router)
