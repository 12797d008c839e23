import os
import urllib.request
from http.client import HTTPConnection

import aiohttp
import httpx
import requests

BILLING = "http://billing.shop-partner.net"
INTERNAL = "http://billing:8080"
FROM_SETTINGS = os.environ.get("BILLING_URL", "http://billing.shop-partner.net")


def charge(order, token):
    # ruleid: cleartext-transport
    requests.post(BILLING + "/charges", json=order, timeout=5)
    # ruleid: cleartext-transport
    requests.get(f"{BILLING}/charges/{order['id']}", headers={"Authorization": f"Bearer {token}"}, timeout=5)
    # ruleid: cleartext-transport
    # ruleid: hardcoded-credential
    requests.get("http://shop:secret@billing.shop-partner.net/charges", timeout=5)
    # ruleid: cleartext-transport
    requests.request("PUT", "http://billing.shop-partner.net/%s" % order["id"], data=order, timeout=5)
    # ok: cleartext-transport
    requests.post("https://billing.shop-partner.net/charges", json=order, timeout=5)
    # ok: cleartext-transport
    requests.post("http://localhost:9000/charges", json=order, timeout=5)
    # ok: cleartext-transport
    requests.post(f"{INTERNAL}/charges", json=order, timeout=5)
    # ok: cleartext-transport
    requests.post("http://10.0.3.7/charges", json=order, timeout=5)
    # ok: cleartext-transport
    requests.put("http://169.254.169.254/latest/api/token", timeout=5)
    # ok: cleartext-transport
    requests.post(FROM_SETTINGS + "/charges", json=order, timeout=5)
    # a download, as info
    # pedantic: cleartext-transport
    return requests.get("http://data.ecb-mirror.org/rates.xml", timeout=5)


class Partner:
    def __init__(self, key: str):
        self.session = requests.Session()
        # ruleid: cleartext-transport
        self.client = httpx.Client(base_url="http://api.shop-partner.net/v2", auth=("shop", key), timeout=5)
        # ok: cleartext-transport
        self.safe = httpx.Client(base_url="https://api.shop-partner.net/v2", auth=("shop", key), timeout=5)

    def send(self, order):
        # ruleid: cleartext-transport
        return self.session.post("{}/orders".format(BILLING), json=order, timeout=5)


async def notify(order):
    async with aiohttp.ClientSession() as session:
        # ruleid: cleartext-transport
        async with session.post("http://hooks.shop-partner.net/orders", json=order, timeout=5) as answer:
            return await answer.json()


def old(body: bytes):
    # ruleid: cleartext-transport
    request = urllib.request.Request("http://legacy.shop-partner.net/import", data=body)
    request.add_header("Authorization", "Basic x")
    connection = HTTPConnection("legacy.shop-partner.net", timeout=5)
    # ruleid: cleartext-transport
    connection.request("POST", "/import", body)
    local = HTTPConnection("localhost", 8080, timeout=5)
    # ok: cleartext-transport
    local.request("POST", "/import", body)
    return urllib.request.urlopen(request, timeout=5)


def unrelated(cache, tree, order):
    # ok: cleartext-transport
    cache.get("http://www.w3.org/2001/XMLSchema")
    # ok: cleartext-transport
    return tree.find("http://purl.org/dc/elements/1.1/"), order
