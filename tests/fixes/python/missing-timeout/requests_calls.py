"""Orders from the shop."""

import requests

URL = "https://shop.example.com"


def orders(customer):
    # one page is enough
    answer = requests.get(f"{URL}/orders", params={"customer": customer})
    requests.post(
        f"{URL}/seen",
        json={"customer": customer},  # who looked
    )
    requests.put(
        f"{URL}/seen", json={"customer": customer}
    )
    requests.delete(URL, timeout=None)
    return answer.json()


def bounded(session: requests.Session):
    session.get(URL)
    with requests.Session() as own:
        own.post(URL, json=[])
