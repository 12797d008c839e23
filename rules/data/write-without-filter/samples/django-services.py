from django.db import connection

from shop.models import Order

DELETE_ORDERS = "DELETE FROM orders"


class OrderService:
    model = Order

    def close(self):
        # ruleid: write-without-filter
        self.model.objects.all().delete()

    def leave(self, owner):
        orders = Order.objects.all()
        # ruleid: write-without-filter
        orders.delete()

    def leave_some(self, owner):
        orders = Order.objects.all()
        if owner:
            orders = orders.filter(owner=owner)
        # ok: write-without-filter
        orders.delete()

    def leave_listed(self, owner):
        orders = Order.objects.filter(owner=owner)
        # ok: write-without-filter
        orders.delete()


def leave(owner):
    with connection.cursor() as cursor:
        # ruleid: write-without-filter
        cursor.execute(DELETE_ORDERS)


def leave_by(owner, statement="DELETE FROM orders"):
    with connection.cursor() as cursor:
        # ruleid: write-without-filter
        cursor.execute(statement)


def run_sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def leave_by_helper(owner):
    # ruleid: write-without-filter
    run_sql("DELETE FROM orders")


def leave_where(owner, where=""):
    with connection.cursor() as cursor:
        # todoruleid: write-without-filter (the condition is a default that is empty)
        # pedantic: sql-injection
        cursor.execute("DELETE FROM orders" + where)


def _rows():
    return Order.objects.all()


def leave_rows(owner):
    # todoruleid: write-without-filter (rows of a helper)
    _rows().delete()


def publish(release):
    with connection.cursor() as cursor:
        # ok: write-without-filter
        cursor.execute("DELETE FROM release_version")
    release.save()
