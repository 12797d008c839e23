import ssl

import httpx
from httpx import AsyncClient, Client


# ruleid: unverified-tls
shared = httpx.Client(verify=False, timeout=10)
# ok: unverified-tls
strict = httpx.Client(verify=ssl.create_default_context(cafile="/etc/ssl/ca.pem"), timeout=10)


async def fetch(url: str):
    # ruleid: unverified-tls
    async with httpx.AsyncClient(verify=False, timeout=10) as client:
        return await client.get(url)


async def fetch_named(url: str):
    # ruleid: unverified-tls
    async with AsyncClient(base_url=url, verify=False) as client:
        return await client.get("/")


def sync(url: str):
    # ruleid: unverified-tls
    with Client(verify=False) as client:
        client.get(url)
    # ruleid: unverified-tls
    transport = httpx.HTTPTransport(verify=False, retries=2)
    # ok: unverified-tls
    other = httpx.HTTPTransport(retries=2)
    # ruleid: unverified-tls
    httpx.get(url, verify=False)
    # ok: unverified-tls
    return httpx.get(url), transport, other


class Partner:
    def __init__(self, verify: bool = True) -> None:
        # ok: unverified-tls
        self.client = httpx.Client(verify=verify)

    def configuration(self):
        # ok: unverified-tls
        return {"email": {"verify": False}}
