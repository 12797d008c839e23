import smtplib
import ssl

import aiohttp
import httpx
import requests

client = httpx.Client(
    timeout=5,  # self-signed
)


def pay(url, body):
    session = requests.Session()
    session.get(url, timeout=3)
    return requests.post(url, json=body, timeout=5)


async def feed(url):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector()) as session:
        return await session.get(url)


def mail(user):
    with smtplib.SMTP("mail.example.com", 587, timeout=5) as server:
        server.starttls(context=ssl.create_default_context())
        server.login(*user)
