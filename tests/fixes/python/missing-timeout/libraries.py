import smtplib
from urllib.request import urlopen

import aiohttp
import httpx
import urllib3

client = httpx.AsyncClient(timeout=None)
limits = httpx.Timeout(None)
pool = urllib3.PoolManager()


def load(url):
    with urlopen(url) as answer:
        text = answer.read()
    with smtplib.SMTP("mail.example.com") as mail:
        mail.sendmail("a@example.com", ["b@example.com"], text)


async def fetch(url):
    async with aiohttp.ClientSession(timeout=None) as session:
        return await session.get(url)


async def patient():
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout())
