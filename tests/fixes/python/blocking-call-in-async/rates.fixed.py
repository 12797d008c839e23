import asyncio
import subprocess
import time

import requests
from fastapi import FastAPI
from passlib.context import CryptContext

URL = "https://rates.example.com"
passwords = CryptContext(schemes=["bcrypt"])
app = FastAPI()


@app.get("/rates")
async def rates():
    await asyncio.sleep(0.1)  # be kind
    return (await asyncio.to_thread(
        requests.get,
        URL,
        timeout=5,
    )).json()


@app.post("/login")
async def login(password: str):
    known = await asyncio.to_thread(passwords.verify, password, "$2b$12$...")
    await asyncio.to_thread(subprocess.run, ["logger", "login"], check=True)
    return {"known": known}


@app.get("/inside")
async def inside():
    def load():
        return requests.get(URL, timeout=5).json()

    return load()


@app.get("/plain")
def plain():
    time.sleep(0.1)
    return requests.get(URL, timeout=5).json()
