from flask import Flask, request

app = Flask(__name__)


@app.post("/login")
def login():
    if request.form["password"] == "letmein7":
        return "ok"
    return "no", 403


def call(path: str, password: str = "hunter22"):
    return path, password
