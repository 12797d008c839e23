from fastapi import FastAPI

from .store import store

app = FastAPI()


@app.get("/orders/{order_id}")
def show(order_id: int):
    order = store.find(order_id)
    if order is None:
        return {"error": "no such order"}
    return order


@app.post("/orders")
def create(order: dict):
    try:
        return store.create(order)
    except ValueError as problem:
        return {"success": False, "message": str(problem)}
