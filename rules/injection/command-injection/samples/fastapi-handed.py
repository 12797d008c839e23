import asyncio
import os
import shlex
import subprocess

import anyio
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Job(BaseModel):
    name: str
    priority: int = 0


@app.get("/executor")
async def executor(host: str):
    loop = asyncio.get_running_loop()
    # ruleid: command-injection
    return await loop.run_in_executor(None, os.system, "ping " + host)


@app.get("/thread")
async def thread(host: str):
    # ruleid: command-injection
    return await asyncio.to_thread(subprocess.check_output, "ping " + host, shell=True)


@app.get("/thread-quoted")
async def thread_quoted(host: str):
    # ok: command-injection
    return await asyncio.to_thread(subprocess.check_output, "ping " + shlex.quote(host), shell=True)


@app.get("/anyio")
async def with_anyio(host: str):
    # ruleid: command-injection
    return (await anyio.run_process("ping " + host)).stdout


@app.get("/anyio-list")
async def with_anyio_list(host: str):
    # ok: command-injection
    return (await anyio.run_process(["ping", "--", host])).stdout


@app.get("/list")
async def kept_list(host: str):
    command = ["sh", "-c"]
    command.append("ping " + host)
    # ruleid: command-injection
    process = await asyncio.create_subprocess_exec(*command)
    return await process.wait()


@app.get("/program-list")
async def program_list(host: str):
    command = ["ping", "-c1"]
    command.append(host)
    # ok: command-injection
    process = await asyncio.create_subprocess_exec(*command)
    return await process.wait()


@app.post("/job")
async def start(job: Job):
    # ruleid: command-injection
    await asyncio.create_subprocess_shell(f"run-job {job.name}")
    # ok: command-injection
    await asyncio.create_subprocess_shell(f"run-job --priority {job.priority}")
