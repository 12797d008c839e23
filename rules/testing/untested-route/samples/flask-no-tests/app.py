from flask import Flask

app = Flask(__name__)


# ok: untested-route
@app.get("/a")
def a():
    return {}
