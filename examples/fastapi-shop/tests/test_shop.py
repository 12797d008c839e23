def test_registering_twice_is_a_conflict(client, customer):
    response = client.post("/register", json={"email": "ada@example.com", "password": "something else"})
    assert response.status_code == 409


def test_wrong_password(client, customer):
    response = client.post("/login", json={"email": "ada@example.com", "password": "not this one"})
    assert response.status_code == 401


def test_me(client, customer):
    assert client.get("/me", headers=customer).json()["name"] == "Ada"
    assert client.get("/me", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_products_are_paged(client):
    assert [product["sku"] for product in client.get("/products", params={"limit": 1}).json()] == ["T-1"]
    assert client.get("/products", params={"limit": 1000}).status_code == 422


def test_search(client):
    assert client.get("/products/search", params={"q": "pot"}).json()[0]["name"] == "Teapot"


def test_only_administrators_add_products(client, customer):
    response = client.post("/products", json={"sku": "C-1", "name": "Cup", "price": 5}, headers=customer)
    assert response.status_code == 403


def test_order(client, customer):
    placed = client.post("/orders", json={"lines": [{"product_id": 1, "quantity": 2}]}, headers=customer)
    assert placed.status_code == 201
    assert client.events == [("order.placed", {"order_id": 1, "user_id": 2})]
    assert client.get("/orders", headers=customer).json()[0]["total"] == 49.0
    assert client.get("/products/available", params={"minimum": 4}).json() == []


def test_order_of_more_than_there_is(client, customer):
    placed = client.post("/orders", json={"lines": [{"product_id": 1, "quantity": 6}]}, headers=customer)
    assert placed.status_code == 409
