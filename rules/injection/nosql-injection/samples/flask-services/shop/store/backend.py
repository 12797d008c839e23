from pymongo import MongoClient

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: nosql-injection
        return str(MongoClient().shop.orders.find_one({"name": order}))

    def run_field(self, order):
        # ruleid: nosql-injection
        return str(MongoClient().shop.orders.find_one({"name": order}))

    def run_recent(self, order):
        # ruleid: nosql-injection
        return str(MongoClient().shop.orders.find_one({"name": order}))

    def of_tenant(self):
        # ruleid: nosql-injection
        return str(MongoClient().shop.orders.find_one({"name": g.tenant}))

    def run_checked(self, order):
        # ok: nosql-injection
        return str(MongoClient().shop.orders.find_one({"name": order}))

    def run_known(self, order):
        # ok: nosql-injection
        return str(MongoClient().shop.orders.find_one({"name": order}))

    def run_region(self, region):
        # ok: nosql-injection
        return str(MongoClient().shop.orders.find_one({"name": region}))


backend = Backend("eu")
