import sqlite3

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: sql-injection
        return sqlite3.connect("shop.db").execute("SELECT id FROM orders WHERE name = '" + order + "'").fetchall()

    def run_field(self, order):
        # ruleid: sql-injection
        return sqlite3.connect("shop.db").execute("SELECT id FROM orders WHERE name = '" + order + "'").fetchall()

    def run_recent(self, order):
        # ruleid: sql-injection
        return sqlite3.connect("shop.db").execute("SELECT id FROM orders WHERE name = '" + order + "'").fetchall()

    def of_tenant(self):
        # ruleid: sql-injection
        return sqlite3.connect("shop.db").execute("SELECT id FROM orders WHERE name = '" + g.tenant + "'").fetchall()

    def run_checked(self, order):
        # ok: sql-injection
        return sqlite3.connect("shop.db").execute("SELECT id FROM orders WHERE name = '" + order + "'").fetchall()

    def run_known(self, order):
        # ok: sql-injection
        return sqlite3.connect("shop.db").execute("SELECT id FROM orders WHERE name = '" + order + "'").fetchall()

    def run_region(self, region):
        # ok: sql-injection
        return sqlite3.connect("shop.db").execute("SELECT id FROM orders WHERE name = '" + region + "'").fetchall()


backend = Backend("eu")
