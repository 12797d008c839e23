"""What a shell is needed for, or where another one reads the words."""

import os
import shlex
import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.get("/run")
def run():
    name = request.args["name"]
    subprocess.run(f"pg_dump {name} > backup.sql", shell=True)
    subprocess.run(f"cat {name} | wc -l", shell=True)
    subprocess.run(f"rm -rf /srv/{name}/*", shell=True)
    subprocess.run(f"cd {name} && make", shell=True)
    subprocess.run(f"{name} --version", shell=True)
    subprocess.run(f"HOME=/tmp git clone {name}", shell=True)
    subprocess.run(f"ssh build make {name}", shell=True)
    subprocess.run(f"psql -c '{name}'", shell=True)
    if os.system(f"ping -c 1 {name}") == 0:
        return "there"
    return subprocess.getoutput("host " + name)


@app.get("/copy")
def copy():
    source = shlex.quote(request.args["source"])
    # In a list, the quotes would be a part of the name.
    subprocess.run(f"cp {source} {request.args['target']}", shell=True)
    return ""
