from flask import Flask, request

from store import Store

app = Flask(__name__)
store = Store(None)


@app.get("/reports")
def reports():
    return {"rows": list(store.named(request.args["title"]))}
