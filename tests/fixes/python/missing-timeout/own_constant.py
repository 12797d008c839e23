import requests

early = requests.get("https://shop.example.com/version")
HTTP_TIMEOUT = 4.5


def orders():
    requests.get("https://shop.example.com/orders", timeout=HTTP_TIMEOUT)
    return requests.get("https://shop.example.com/customers")
