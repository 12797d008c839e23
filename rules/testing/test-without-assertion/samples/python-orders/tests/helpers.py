def created(response):
    assert response.status_code == 201
    return response.json()


def order(client, sku):
    return created(client.post("/orders", json={"sku": sku}))


def build(sku):
    return {"sku": sku}
