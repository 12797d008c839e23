from flask import Flask, abort, request, session

app = Flask(__name__)


@app.post("/otp")
def otp():
    # Two values of any type: nothing says how their bytes are had.
    if request.json["otp"] != session["otp"]:
        abort(403)
    return "ok"
