from flask import Flask, make_response, request
from flask_cors import CORS, cross_origin

app = Flask(__name__)
# ruleid: permissive-cors
CORS(app)
# ruleid: permissive-cors
CORS(app, supports_credentials=True)
# ruleid: permissive-cors
CORS(app, resources={r"/api/*": {"origins": "*"}})
# ok: permissive-cors
CORS(app, origins=["https://shop.example.com"], supports_credentials=True)
# ok: permissive-cors
CORS(app, resources={r"/api/*": {"origins": app.config["ORIGINS"]}})

ALLOWED = {"https://shop.example.com"}


@app.get("/prices")
# ruleid: permissive-cors
@cross_origin()
def prices():
    return {}


@app.after_request
def headers(response):
    # ruleid: permissive-cors
    response.headers["Access-Control-Allow-Origin"] = "*"
    # ruleid: permissive-cors
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")
    # ok: permissive-cors
    response.headers["Access-Control-Allow-Origin"] = "https://shop.example.com"
    origin = request.headers.get("Origin")
    if origin in ALLOWED:
        # ok: permissive-cors
        response.headers["Access-Control-Allow-Origin"] = origin
    return make_response(response)
