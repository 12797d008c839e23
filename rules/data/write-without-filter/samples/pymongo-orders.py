from pymongo import MongoClient

db = MongoClient().shop


def close(owner):
    # ruleid: write-without-filter
    db.orders.delete_many({})
    # ruleid: write-without-filter
    db.orders.update_many({}, {"$set": {"open": False}})
    # ok: write-without-filter
    db.orders.delete_many({"owner": owner})
