from flask import Flask, request
from flask_cors import CORS

app = Flask(__name__)
CORS(app, supports_credentials=True)
api = Flask("api")
CORS(api, resources={r"/api/*": {"origins": "*"}})


@app.after_request
def after(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    return response
