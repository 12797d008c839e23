from flask import Flask, request, jsonify
from flask_pymongo import PyMongo
from pymongo import MongoClient
import json
app = Flask(__name__)
mongo = PyMongo(app)
@app.route("/a", methods=["POST"])
def a():
    username = request.json["username"]
    password = request.json.get("password")
    # ruleid: nosql-injection
    # ruleid: plaintext-password
    user = mongo.db.users.find_one({"username": username, "password": password})
    # ruleid: nosql-injection
    mongo.db.users.find({"username": username})
    # ruleid: nosql-injection
    mongo.db["users"].update_one({"username": username}, {"$set": {"a": 1}})
    body = request.get_json(force=True)
    q = {"$or": [{"a": body["a"]}, {"b": 1}]}
    # ruleid: nosql-injection
    mongo.db.users.find(q)
    f = json.loads(request.args.get("filter", "{}"))
    # ruleid: nosql-injection
    mongo.db.users.find(f)
    # ruleid: nosql-injection
    mongo.db.users.find({"$where": "this.name == '%s'" % request.form["name"]})
    # ruleid: nosql-injection
    mongo.db.users.find({"$where": "this.name == '{}'".format(request.values["name"])})
    # ruleid: plaintext-password
    mongo.db.users.find_one({"username": request.form["u"], "password": request.form["p"]})
    mongo.db.users.find_one({"username": request.form.get("u")})
    # ruleid: mass-assignment
    mongo.db.users.insert_one(body)
    # ruleid: nosql-injection
    mongo.db.users.aggregate([{"$match": body}])
    # ruleid: nosql-injection
    mongo.db.users.delete_one({"_id": body.get("id")})
    mongo.db.users.find_one({"_id": str(body.get("id"))})
    # ruleid: nosql-injection
    mongo.db.users.find_one_and_update({"t": body["t"]}, {"$inc": {"n": 1}})
    return jsonify(user)
