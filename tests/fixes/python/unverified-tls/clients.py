import smtplib

import aiohttp
import httpx
import requests

client = httpx.Client(
    timeout=5,
    verify=False,  # self-signed
)


def pay(url, body):
    session = requests.Session()
    session.verify = False
    session.get(url, timeout=3)
    return requests.post(url, json=body, verify=False, timeout=5)


async def feed(url):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session:
        return await session.get(url)


def mail(user):
    with smtplib.SMTP("mail.example.com", 587, timeout=5) as server:
        server.starttls()
        server.login(*user)
