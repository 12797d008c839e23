import aiohttp
import httpx
from aiohttp import ClientSession, ClientTimeout

# ruleid: missing-timeout
client = httpx.AsyncClient(base_url="https://api.example.com", timeout=None)
# ok: missing-timeout
other = httpx.AsyncClient(base_url="https://api.example.com")
# ok: missing-timeout
third = httpx.Client(timeout=httpx.Timeout(10, connect=3))
# ruleid: missing-timeout
fourth = httpx.Client(timeout=httpx.Timeout(None))


async def load(url):
    # ruleid: missing-timeout
    httpx.get(url, timeout=None)
    # ok: missing-timeout
    httpx.get(url)
    async with httpx.AsyncClient() as c:
        # ruleid: missing-timeout
        await c.get(url, timeout=None)
        # ok: missing-timeout
        await c.get(url)
    # ruleid: missing-timeout
    timeout = aiohttp.ClientTimeout(total=None)
    # ok: missing-timeout
    long = ClientTimeout(total=None, sock_connect=5, sock_read=30)
    async with aiohttp.ClientSession(timeout=timeout) as s:
        await s.get(url)
    # ok: missing-timeout
    async with ClientSession() as s:
        # ok: missing-timeout
        await s.get(url)
    # ok: missing-timeout
    async with ClientSession(timeout=ClientTimeout(total=10)) as s:
        await s.get(url)
    return long
