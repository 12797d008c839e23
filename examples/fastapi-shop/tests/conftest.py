import os

os.environ["SHOP_JWT_SECRET"] = "only-for-tests-only-for-tests-only-for-tests"
os.environ["SHOP_DATABASE_URL"] = "sqlite://"

import pytest
from fastapi.testclient import TestClient

from shop import services
from shop.main import app
from shop.models import Base, Product, SessionLocal, User, engine
from shop.security import hash_password


@pytest.fixture
def client(monkeypatch):
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    with SessionLocal() as session:
        session.add(User(email="boss@example.com", name="Boss", password_hash=hash_password("correct horse"), role="admin"))
        session.add(Product(sku="T-1", name="Teapot", price=24.5, stock=5))
        session.commit()
    events = []
    monkeypatch.setattr(services, "publish", lambda key, event: events.append((key, event)))
    with TestClient(app) as client:
        client.events = events
        yield client


@pytest.fixture
def customer(client):
    account = {"email": "ada@example.com", "password": "long enough", "name": "Ada"}
    assert client.post("/register", json=account).status_code == 201
    token = client.post("/login", json={"email": "ada@example.com", "password": "long enough"}).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}
