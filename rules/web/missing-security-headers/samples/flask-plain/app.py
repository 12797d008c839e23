from flask import Flask

# ruleid: missing-security-headers
app = Flask(__name__)


@app.get("/orders")
def orders():
    return []


@app.post("/orders")
def create():
    return {}, 201


@app.get("/orders/<int:key>")
def order(key):
    return {"id": key}


if __name__ == "__main__":
    app.run()
