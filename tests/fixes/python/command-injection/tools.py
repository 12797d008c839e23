"""Tools of the operating system."""

import asyncio
import os
import shlex
import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.get("/echo")
def echo():
    text = request.args["text"]
    first = subprocess.check_output(f"echo -n {text} 'and more'", shell=True, text=True)
    second = os.popen("echo -n %s" % text).read()  # read at once
    command = "echo -n " + text
    third = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
    ).stdout
    fourth = subprocess.run(["sh", "-c", f"echo -n --text={text}"], capture_output=True, text=True).stdout
    os.system(f"true {text} {shlex.quote(text)}")
    return [first, second, third, fourth]


async def convert(source: str):
    return await asyncio.create_subprocess_shell(f"ffmpeg -i {source} out.mp4", stdout=asyncio.subprocess.PIPE)
