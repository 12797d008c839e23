import os

from flask import Flask, make_response, request
from flask_cors import CORS, cross_origin

app = Flask(__name__)
# ruleid: permissive-cors
CORS(app)
# ruleid: permissive-cors
CORS(app, supports_credentials=True)
# ruleid: permissive-cors
CORS(app, origins="*")
# ruleid: permissive-cors
CORS(app, origins=["*"], supports_credentials=True)
# ruleid: permissive-cors
CORS(app, resources={r"/api/*": {"origins": "*"}})
# ruleid: permissive-cors
CORS(app, resources={r"/api/*": {"origins": ["*"], "supports_credentials": True}})
# ruleid: permissive-cors
CORS(app, resources=r"/api/*")
# ok: permissive-cors
CORS(app, origins=["https://app.example.com"], supports_credentials=True)
# ok: permissive-cors
CORS(app, resources={r"/api/*": {"origins": ["https://app.example.com"]}})
# ok: permissive-cors
CORS(app, origins=app.config["ALLOWED"])


@app.route("/a")
# ruleid: permissive-cors
@cross_origin()
def a():
    response = make_response("a")
    # ruleid: permissive-cors
    response.headers.add("Access-Control-Allow-Origin", "*")
    # ruleid: permissive-cors
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    return response


@app.route("/b")
# ok: permissive-cors
@cross_origin(origins=["https://app.example.com"])
def b():
    origin = request.headers.get("Origin")
    response = make_response("b")
    if origin in {"https://app.example.com"}:
        # ok: permissive-cors
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


@app.after_request
def after(response):
    origin = request.headers.get("Origin")
    if origin:
        # ruleid: permissive-cors
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
    return response


@app.after_request
def by_setting(response):
    if "*" in app.config["OPEN_ORIGINS"]:
        # pedantic: permissive-cors
        response.headers["Access-Control-Allow-Origin"] = "*"
    elif request.headers.get("Origin") in app.config["OPEN_ORIGINS"]:
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    return response


app.config["ANY_ORIGINS"] = os.environ.get("ANY_ORIGINS", "*").split(",")


@app.after_request
def by_open_setting(response):
    if "*" in app.config["ANY_ORIGINS"]:
        # ruleid: permissive-cors
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
