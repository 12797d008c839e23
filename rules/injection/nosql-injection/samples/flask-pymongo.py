import json
import re

from bson import ObjectId
from flask import Flask, abort, jsonify, request
from pymongo import MongoClient

app = Flask(__name__)
client = MongoClient()
db = client["shop"]
users = db.users


@app.post("/login")
def login():
    data = request.get_json()
    # ruleid: nosql-injection
    # ruleid: plaintext-password
    user = users.find_one({"username": data["username"], "password": data["password"]})
    # ruleid: nosql-injection
    other = db.users.find_one({"email": request.json.get("email")})
    email = str(data["email"])
    # ok: nosql-injection
    third = users.find_one({"email": email})
    # ok: nosql-injection
    users.find_one({"email": {"$eq": data["email"]}})
    # ok: nosql-injection
    users.find_one({"_id": ObjectId(data["id"])})
    return jsonify(user or other or third)


@app.post("/search")
def search():
    # ruleid: nosql-injection
    rows = list(db.products.find(request.json))
    criteria = {}
    criteria["category"] = request.json["category"]
    # ruleid: nosql-injection
    more = list(db["products"].find(criteria))
    # ruleid: nosql-injection
    total = db.products.count_documents(request.get_json())
    # ruleid: nosql-injection
    grouped = db.products.aggregate([{"$match": {"kind": request.json["kind"]}}])
    # ruleid: nosql-injection
    db.products.delete_many(json.loads(request.data))
    return jsonify(rows + more, total, list(grouped))


@app.get("/users")
def by_name():
    # ok: nosql-injection
    user = users.find_one({"name": request.args.get("name")})
    # ruleid: nosql-injection
    rows = users.find_one(request.args.to_dict())
    # ruleid: nosql-injection
    code = list(users.find({"$where": "this.name == '" + request.args["name"] + "'"}))
    # ruleid: nosql-injection
    code += list(users.find({"$where": f"this.name == '{request.args['name']}'"}))
    # ok: nosql-injection
    fine = users.find({"$where": "this.a > this.b"})
    # ruleid: nosql-injection
    loose = users.find({"name": {"$regex": request.args["q"]}})
    # ok: nosql-injection
    strict = users.find({"name": {"$regex": re.escape(request.args["q"])}})
    # ok: nosql-injection
    position = "some text".find(request.args["q"])
    return jsonify(user, rows, code, fine, loose, strict, position)


@app.put("/users/<user_id>")
def update(user_id):
    data = request.get_json()
    if not isinstance(data.get("name"), str):
        abort(400)
    # ok: nosql-injection
    users.update_one({"_id": ObjectId(user_id)}, {"$set": {"name": data["name"]}})
    # ruleid: nosql-injection
    users.update_many({"team": data["team"]}, {"$set": {"seen": True}})
    name = data["name"]
    if not isinstance(name, str):
        abort(400)
    # ok: nosql-injection
    users.find_one({"name": name})
    return "", 204


def with_owner(owner):
    # ruleid: nosql-injection
    return list(users.find({"$where": f"this.owner == '{owner}'"}))
