# ok: openapi-drift
from fastapi import FastAPI

app = FastAPI()


# ok: openapi-drift
@app.get("/orders")
def list_orders():
    return []


# ok: openapi-drift
@app.get("/orders/{order_id}")
def one_order(order_id: int):
    return {}


# ok: openapi-drift
@app.post("/customers")
def add_customer():
    return {}
