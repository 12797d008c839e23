from flask import Flask, request

from tasks import compress, convert, rotate_later, shrink

app = Flask(__name__)


@app.post("/images")
def upload():
    convert.delay(request.json["name"])
    shrink.apply_async(args=[request.json["name"], 200])
    rotate_later(request.form["name"])
    compress.delay(int(request.args["quality"]))
    return "", 202
