"""Tools of the operating system."""

import asyncio
import os
import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.get("/echo")
def echo():
    text = request.args["text"]
    first = subprocess.check_output(["echo", "-n", text, "and more"], text=True)
    second = subprocess.run(["echo", "-n", text], stdout=subprocess.PIPE, text=True, check=False).stdout  # read at once
    command = ["echo", "-n", text]
    third = subprocess.run(
        command,
        capture_output=True,
        text=True,
    ).stdout
    fourth = subprocess.run(["echo", "-n", f"--text={text}"], capture_output=True, text=True).stdout
    subprocess.run(["true", text, text], check=False)
    return [first, second, third, fourth]


async def convert(source: str):
    return await asyncio.create_subprocess_shell(f"ffmpeg -i {source} out.mp4", stdout=asyncio.subprocess.PIPE)
