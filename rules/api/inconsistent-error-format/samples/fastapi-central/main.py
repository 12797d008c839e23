from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse

# ok: inconsistent-error-format
app = FastAPI()


@app.exception_handler(HTTPException)
def failed(request, error):
    return JSONResponse({"error": error.detail}, status_code=error.status_code)


@app.get("/orders")
def every(owner: str = ""):
    if not owner:
        raise HTTPException(400, "no owner")
    if owner == "root":
        raise HTTPException(status_code=403, detail="not yours")
    return []


@app.get("/orders/{order_id}")
def show(order_id: int):
    if order_id < 0:
        raise HTTPException(404, "no such order")
    if order_id == 0:
        return JSONResponse({"error": "no such order"}, status_code=404)
    return {}


@app.put("/orders/{order_id}")
def replace(order_id: int):
    if order_id < 0:
        raise HTTPException(404, "no such order")
    if order_id == 0:
        raise HTTPException(409, "locked")
    return {}
