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
    time.sleep(0.1)  # be kind
    return requests.get(
        URL,
        timeout=5,
    ).json()


@app.post("/login")
async def login(password: str):
    known = passwords.verify(password, "$2b$12$...")
    subprocess.run(["logger", "login"], check=True)
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
