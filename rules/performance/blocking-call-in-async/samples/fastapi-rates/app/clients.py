import time

import httpx
import requests
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

cache = Redis(host="cache")
fast_cache = AsyncRedis(host="cache")


def fetch_rates(url):
    return requests.get(url, timeout=5).json()


def with_retries(url):
    for _ in range(3):
        try:
            return fetch_rates(url)
        except requests.RequestException:
            time.sleep(1)


async def fetch_later(url):
    async with httpx.AsyncClient(timeout=5) as client:
        return (await client.get(url)).json()


class RateService:
    def __init__(self, url):
        self.url = url
        self.session = requests.Session()

    def latest(self):
        return self.session.get(self.url, timeout=5).json()

    async def refresh(self):
        # pedantic: blocking-call-in-async
        rates = self.latest()
        await fast_cache.set("rates", rates, ex=60)
        return rates
