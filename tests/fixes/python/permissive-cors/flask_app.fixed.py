import os

from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
CORS(app, supports_credentials=True, origins=os.environ.get("CORS_ORIGINS", "").split())
api = Flask("api")
CORS(api, resources={r"/api/*": {"origins": os.environ.get("CORS_ORIGINS", "").split()}})


@app.after_request
def after(response):
    response.headers["Access-Control-Allow-Origin"] = os.environ.get("CORS_ORIGIN", "")
    return response
