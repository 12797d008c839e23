from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse

from app import orders
from app.replies import failed, refused

app = FastAPI()


@app.get("/orders/{order_id}")
def show(order_id: int):
    order = orders.find(order_id)
    if order is None:
        # ruleid: error-with-success-status
        return {"error": "no such order"}
    return order


@app.post("/orders", status_code=status.HTTP_201_CREATED)
def create(order: dict):
    try:
        return orders.create(order)
    except ValueError as problem:
        # ruleid: error-with-success-status
        return {"success": False, "message": str(problem)}


@app.put("/orders/{order_id}")
def replace(order_id: int, order: dict):
    try:
        return orders.replace(order_id, order)
    except ValueError as problem:
        # ok: error-with-success-status
        return JSONResponse({"success": False, "message": str(problem)}, status_code=422)


@app.delete("/orders/{order_id}")
def remove(order_id: int):
    if not orders.remove(order_id):
        return failed("no such order")
    return Response(status_code=204)


@app.post("/orders/{order_id}/ship")
def ship(order_id: int):
    if not orders.ship(order_id):
        return refused("not paid", status.HTTP_409_CONFLICT)
    return {"status": "shipped"}


@app.get("/orders/{order_id}/invoice")
def invoice(order_id: int):
    order = orders.find(order_id)
    if order is None:
        raise HTTPException(404, {"error": "no such order"})
    # ok: error-with-success-status
    return {"invoice": order.invoice, "error": order.problem}


@app.get("/imports/{import_id}")
def progress(import_id: int):
    # ok: error-with-success-status
    return {"rows": 12, "errors": orders.problems(import_id), "success": orders.done(import_id)}


@app.post("/webhooks/payments")
def paid(event: dict):
    try:
        orders.pay(event)
    except ValueError:
        # ok: error-with-success-status
        return {"success": False, "message": "not for us"}
    return {"success": True}


@app.get("/health")
def health():
    # ok: error-with-success-status
    return {"status": "error", "database": "down"}


@app.get("/orders/{order_id}/history")
def history(order_id: int, response: Response):
    if orders.find(order_id) is None:
        response.status_code = 404
        # ok: error-with-success-status
        return {"error": "no such order"}
    return {"entries": []}


@app.get("/orders/{order_id}/payment")
def payment(order_id: int):
    order = orders.find(order_id)
    if order.declined:
        # ok: error-with-success-status
        return {"paid": False, "status": "failed"}
    return {"paid": True}


@app.post("/orders/{order_id}/reminders")
def remind(order_id: int):
    # ok: error-with-success-status
    return {"errors": {}}
