from flask import Flask, request

app = Flask(__name__)


# ok: openapi-drift
@app.get("/rules")
def rules():
    product = request.args.get("product")
    return {"product": product}


# ok: openapi-drift
@app.get("/rules/<int:rule_id>")
def one_rule(rule_id):
    return {"pretty": request.args.get("pretty")}


# ok: openapi-drift
@app.get("/releases")
def releases():
    return {"channel": request.args.get("channel")}
