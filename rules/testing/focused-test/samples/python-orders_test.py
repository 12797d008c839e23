import pytest

# ruleid: focused-test
pytestmark = pytest.mark.only


# ruleid: focused-test
@pytest.mark.only
def test_refund(client):
    assert client.post("/refunds").status_code == 201


# ok: focused-test
@pytest.mark.slow
def test_ship(client):
    assert client.post("/shipments").status_code == 201


# ruleid: focused-test
@pytest.mark.parametrize("parts", [1, pytest.param(2, marks=pytest.mark.focus)])
def test_parts(parts):
    assert parts


# ok: focused-test
def test_only_fields(orders):
    assert orders.only("id").count() == 1
