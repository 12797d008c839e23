import asyncio
import shlex
import subprocess
from enum import Enum
from typing import Annotated

import asyncssh
import paramiko
import pexpect
from fastapi import APIRouter, Body, Depends, FastAPI, Query, Request
from pydantic import BaseModel

app = FastAPI()
router = APIRouter(prefix="/tools")


class Job(BaseModel):
    source: str
    width: int


class Preset(str, Enum):
    small = "small"
    large = "large"


@router.post("/convert")
async def convert(job: Job):
    # ruleid: command-injection
    proc = await asyncio.create_subprocess_shell(f"ffmpeg -i {job.source} out.mp4", stdout=asyncio.subprocess.PIPE)
    await proc.communicate()
    # ok: command-injection
    safe = await asyncio.create_subprocess_exec("ffmpeg", "-i", job.source, "out.mp4")
    # ruleid: command-injection
    other = await asyncio.create_subprocess_exec("sh", "-c", "ffmpeg -i " + job.source)
    # ok: command-injection
    quoted = await asyncio.create_subprocess_shell(f"ffmpeg -i {shlex.quote(job.source)} out.mp4")
    return {"code": proc.returncode}


@router.get("/resize/{size}")
def resize(size: int, preset: Preset):
    # ok: command-injection
    subprocess.run(f"mogrify -resize {size} *.png", shell=True)


@router.get("/grep")
def grep(term: Annotated[str, Query(max_length=40)], limit: int = 10):
    cmd = "grep -m " + str(limit) + " "
    cmd += term
    # ruleid: command-injection
    return subprocess.check_output(cmd, shell=True, text=True)


@app.post("/remote")
async def remote(request: Request, host: str = Body(...)):
    payload = await request.json()
    client = paramiko.SSHClient()
    # ruleid: command-injection
    client.exec_command("systemctl status " + payload["unit"])
    # ok: command-injection
    client.exec_command("systemctl status nginx")
    # ruleid: command-injection
    pexpect.run("ssh " + host)
    # ok: command-injection
    pexpect.spawn("ssh", [host])
    async with asyncssh.connect("build") as conn:
        # ruleid: command-injection
        await conn.run(payload["command"])
    return {}


@app.get("/exec")
async def execute(command: str):
    # ruleid: command-injection
    await asyncio.create_subprocess_exec(*command.split())
    loop = asyncio.get_running_loop()
    # ruleid: command-injection
    await loop.subprocess_shell(asyncio.SubprocessProtocol, command)
    # ruleid: command-injection
    subprocess.run(args=command, shell=True)
    shell = True
    # ruleid: command-injection
    subprocess.run(command, shell=shell)


app.include_router(router)
