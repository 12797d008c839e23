import bcrypt
from flask import Flask, request
from pymongo import MongoClient

app = Flask(__name__)
users = MongoClient().shop.users


@app.post("/register")
def register():
    data = request.json
    # ruleid: plaintext-password
    users.insert_one({"email": str(data["email"]), "password": str(data["password"])})
    # ok: plaintext-password
    users.insert_one({"email": str(data["email"]), "password": bcrypt.hashpw(data["password"].encode(), bcrypt.gensalt())})
    # ruleid: plaintext-password
    row = {"email": str(data["email"]), "password": str(data["password"])}
    users.insert_one(row)
    return "", 201


@app.post("/login")
def login():
    data = request.json
    # ruleid: plaintext-password
    user = users.find_one({"email": str(data["email"]), "password": str(data["password"])})
    user = user or users.find_one({"email": str(data["email"])})
    # ruleid: plaintext-password
    # ruleid: timing-unsafe-comparison
    if user["password"] == str(data["password"]):
        return "", 204
    return "", 401
