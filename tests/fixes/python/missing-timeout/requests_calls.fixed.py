"""Orders from the shop."""

import requests

URL = "https://shop.example.com"


def orders(customer):
    # one page is enough
    answer = requests.get(f"{URL}/orders", params={"customer": customer}, timeout=10)
    requests.post(
        f"{URL}/seen",
        json={"customer": customer},  # who looked
        timeout=10,
    )
    requests.put(
        f"{URL}/seen", json={"customer": customer}, timeout=10
    )
    requests.delete(URL, timeout=10)
    return answer.json()


def bounded(session: requests.Session):
    session.get(URL, timeout=10)
    with requests.Session() as own:
        own.post(URL, json=[], timeout=10)
