from datetime import timedelta

from flask import Flask, request
from flask_jwt_extended import JWTManager, create_access_token

app = Flask(__name__)
# ruleid: jwt-without-refresh
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(hours=6)
JWTManager(app)


@app.post("/login")
def login():
    return {"token": create_access_token(identity=request.json["email"])}
