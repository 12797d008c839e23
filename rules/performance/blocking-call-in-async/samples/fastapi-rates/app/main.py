import asyncio
import shutil
import subprocess
import time
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import bcrypt
import boto3
import requests
from fastapi import BackgroundTasks, Depends, FastAPI, UploadFile
from fastapi.concurrency import run_in_threadpool
from passlib.context import CryptContext

from .clients import RateService, cache, fast_cache, fetch_later, fetch_rates, with_retries

URL = "https://rates.example.com"
passwords = CryptContext(schemes=["bcrypt"])
s3 = boto3.client("s3")


@asynccontextmanager
async def lifespan(app):
    # ok: blocking-call-in-async
    app.state.words = Path("words.txt").read_text()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/rates")
async def rates():
    # ruleid: blocking-call-in-async
    return requests.get(URL, timeout=5).json()


@app.get("/rates/helped")
async def helped():
    # ruleid: blocking-call-in-async
    return fetch_rates(URL)


@app.get("/rates/deep")
async def deep():
    # ruleid: blocking-call-in-async
    found = with_retries(URL)
    return found


@app.get("/rates/plain")
def plain():
    # ok: blocking-call-in-async
    return fetch_rates(URL)


@app.get("/rates/later")
async def later():
    # ok: blocking-call-in-async
    return await fetch_later(URL)


@app.get("/rates/threads")
async def threads():
    # ok: blocking-call-in-async
    one = await asyncio.to_thread(fetch_rates, URL)
    # ok: blocking-call-in-async
    two = await run_in_threadpool(lambda: requests.get(URL, timeout=5).json())
    # ok: blocking-call-in-async
    three = await anyio.to_thread.run_sync(lambda: fetch_rates(URL))
    loop = asyncio.get_running_loop()
    # ok: blocking-call-in-async
    four = await loop.run_in_executor(None, lambda: time.sleep(1))

    def load():
        # ok: blocking-call-in-async
        return requests.get(URL, timeout=5).json()

    five = await asyncio.to_thread(load)
    return [one, two, three, four, five]


@app.get("/rates/written-inside")
async def written_inside():
    def load():
        # ruleid: blocking-call-in-async
        return requests.get(URL, timeout=5).json()

    return load()


@app.get("/rates/refresh")
async def refresh():
    # ok: blocking-call-in-async
    return await RateService(URL).refresh()


async def parsed(text):
    return text


@app.get("/rates/parsed")
async def parsed_rates():
    # ruleid: blocking-call-in-async
    return await parsed(requests.get(URL, timeout=5).text)


@app.get("/rates/gathered")
async def gathered():
    # ok: blocking-call-in-async
    return await asyncio.gather(fetch_later(URL), asyncio.to_thread(fetch_rates, URL))


@app.get("/wait")
async def wait():
    # ruleid: blocking-call-in-async
    time.sleep(2)
    # ok: blocking-call-in-async
    await asyncio.sleep(2)
    return {}


def slow_dependency():
    # ok: blocking-call-in-async
    time.sleep(1)
    return 1


@app.get("/depends")
async def depends(value: int = Depends(slow_dependency)):
    return value


@app.post("/login")
async def login(name: str, password: str):
    # ruleid: blocking-call-in-async
    known = bcrypt.checkpw(password.encode(), b"$2b$12$...")
    # ruleid: blocking-call-in-async
    also = passwords.verify(password, "$2b$12$...")
    return known and also


@app.get("/cached")
async def cached():
    # ruleid: blocking-call-in-async
    one = cache.get("rates")
    # ok: blocking-call-in-async
    two = await fast_cache.get("rates")
    return one or two


@app.post("/convert")
async def convert(background: BackgroundTasks):
    # ruleid: blocking-call-in-async
    subprocess.run(["convert", "in.png", "out.jpg"], check=True)
    process = await asyncio.create_subprocess_exec("convert", "in.png", "out.jpg")
    # ok: blocking-call-in-async
    await process.wait()
    # ok: blocking-call-in-async
    background.add_task(fetch_rates, URL)
    return {}


@app.post("/files")
async def upload(file: UploadFile):
    # pedantic: blocking-call-in-async
    with open("upload.bin", "wb") as target:
        target.write(await file.read())
    # ruleid: blocking-call-in-async
    s3.upload_file("upload.bin", "bucket", "key")
    # ruleid: blocking-call-in-async
    shutil.make_archive("upload", "zip", "folder")
    return {}
