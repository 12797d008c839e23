from fastapi import FastAPI
from fastapi.responses import JSONResponse

from .store import store

app = FastAPI()


@app.get("/orders/{order_id}")
def show(order_id: int):
    order = store.find(order_id)
    if order is None:
        return JSONResponse({"error": "no such order"}, status_code=404)
    return order


@app.post("/orders")
def create(order: dict):
    try:
        return store.create(order)
    except ValueError as problem:
        return JSONResponse({"success": False, "message": str(problem)}, status_code=400)
