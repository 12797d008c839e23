import smtplib
from urllib.request import urlopen

import aiohttp
import httpx
import urllib3

client = httpx.AsyncClient(timeout=10)
limits = httpx.Timeout(10)
pool = urllib3.PoolManager(timeout=10)


def load(url):
    with urlopen(url, timeout=10) as answer:
        text = answer.read()
    with smtplib.SMTP("mail.example.com", timeout=10) as mail:
        mail.sendmail("a@example.com", ["b@example.com"], text)


async def fetch(url):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        return await session.get(url)


async def patient():
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
