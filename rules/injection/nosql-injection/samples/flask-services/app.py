from flask import Flask, g, request

from shop import Orders, recent_orders
from shop.checks import checked, is_known
from shop.store.backend import Backend, backend

app = Flask(__name__)


@app.before_request
def tenant():
    g.tenant = request.get_json()["tenant"]


@app.post("/orders")
def orders():
    return Orders(backend, request.get_json()["order"]).open()


@app.post("/recent")
def recent():
    return recent_orders(backend, request.get_json().get("order"))


@app.post("/injected")
def injected():
    made = Backend("eu")
    return made.run(request.get_json()["order"])


@app.post("/tenant")
def of_tenant():
    return backend.of_tenant()


@app.post("/checked")
def of_checked():
    return backend.run_checked(checked(request.get_json()["order"]))


@app.post("/known")
def of_known():
    order = request.get_json()["order"]
    if not is_known(order):
        return "no such order", 404
    return backend.run_known(order)


@app.post("/field")
def of_field():
    return Orders(backend, request.get_json()["order"]).region()
