import unittest
from unittest import mock

import pytest

from . import helpers
from .helpers import build, order


# ruleid: test-without-assertion
def test_create(client):
    client.post("/orders", json=build("a"))


# ok: test-without-assertion
def test_create_with_helper(client):
    order(client, "a")


# ok: test-without-assertion
def test_create_with_module(client):
    helpers.order(client, "a")


# ok: test-without-assertion
def test_status(client):
    assert client.get("/orders").status_code == 200


# ruleid: test-without-assertion
async def test_list(client):
    response = await client.get("/orders")
    print(response.json())


# ruleid: test-without-assertion
def test_refund():
    pass


# ok: test-without-assertion
def test_invalid(client):
    with pytest.raises(ValueError):
        client.post("/orders", json={})


# ok: test-without-assertion
def test_accepted(client):
    client.post("/orders", json=build("a")).raise_for_status()


# ok: test-without-assertion
def test_mailed(client):
    with mock.patch("shop.mail.send") as send:
        client.post("/orders", json=build("a"))
    send.assert_called_once()


# ok: test-without-assertion
def test_empty_basket_does_not_raise(client):
    client.post("/orders", json=[])


# ok: test-without-assertion
def test_twice(client):
    # should not fail the second time
    client.post("/orders", json=build("a"))
    client.post("/orders", json=build("a"))


# ok: test-without-assertion
@pytest.mark.skip(reason="not yet")
def test_ship(client):
    client.post("/shipments")


# ok: test-without-assertion
def test_speed(benchmark, client):
    benchmark(client.get, "/orders")


# ok: test-without-assertion
@pytest.fixture
def test_client():
    return object()


class OrderTests(unittest.TestCase):
    def given(self, sku):
        return self.client.post("/orders", json=build(sku))

    def then(self, response, status):
        self.assertEqual(response.status_code, status)

    # ok: test-without-assertion
    def test_create(self):
        self.then(self.given("a"), 201)

    # ruleid: test-without-assertion
    def test_delete(self):
        self.given("a")
        self.client.delete("/orders/1")

    # ok: test-without-assertion
    def test_todo(self):
        self.skipTest("not yet")


class MoreOrderTests(OrderTests):
    # ok: test-without-assertion
    def test_create(self):
        pass


# ok: test-without-assertion
def test_foreign_fixture(client, finished):
    finished(client.post("/orders", json=build("a")))


# ok: test-without-assertion
def test_schema_accepts_no_note():
    Order(sku="a")


def test_wrapped():
    class Wrapped:
        # ok: test-without-assertion
        def test_inner(self):
            pass

    assert wrap(Wrapped())


# ok: test-without-assertion
@pytest.mark.parametrize("sku", ["a", "a-b"])
def test_good_sku(sku):
    print(sku)
    helpers.Order(sku=sku, lines=[])


# ok: test-without-assertion
@benchmark
def test_many_orders():
    found = build("a")
    print(len(found))


# ruleid: test-without-assertion
def test_order_from_parts():
    made = helpers.Order(sku="a", lines=[])
    print(made)


# ok: test-without-assertion
def test_flags():
    build("a")
    # not raising is a success
