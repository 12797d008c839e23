from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)
USERS = "/users"


def test_user():
    user_id = 7
    assert client.get(f"{USERS}/{user_id}").status_code == 200


def test_create():
    assert client.post(USERS, json={}).status_code == 200


def test_items():
    assert client.get("/items?page=2").status_code == 200
