from flask import Flask, g, request

from shop import Orders, recent_orders
from shop.checks import checked, is_known
from shop.store.backend import Backend, backend

app = Flask(__name__)


@app.before_request
def tenant():
    g.tenant = request.headers.get("X-Tenant", "")


@app.get("/orders")
def orders():
    return Orders(backend, request.args["order"]).open()


@app.get("/recent")
def recent():
    return recent_orders(backend, request.args.get("order", ""))


@app.get("/injected")
def injected():
    made = Backend("eu")
    return made.run(request.args["order"])


@app.get("/tenant")
def of_tenant():
    return backend.of_tenant()


@app.get("/checked")
def of_checked():
    return backend.run_checked(checked(request.args["order"]))


@app.get("/known")
def of_known():
    order = request.args["order"]
    if not is_known(order):
        return "no such order", 404
    return backend.run_known(order)


@app.get("/field")
def of_field():
    return Orders(backend, request.args["order"]).region()
