import os
import re
import shlex
import subprocess
import sys
from subprocess import PIPE, Popen, check_output
import subprocess as sp

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
CONVERTERS = {"png": "pngcrush", "jpg": "jpegoptim"}
BACKUP_DIR = "/var/backups"


@app.route("/ping")
def ping():
    host = request.args.get("host", "localhost")
    # ruleid: command-injection
    os.system("ping -c 1 " + host)
    # ruleid: command-injection
    output = os.popen("ping -c 1 %s" % host).read()
    # ok: command-injection
    subprocess.run(["ping", "-c", "1", host], check=True)
    # ok: command-injection
    os.system("ping -c 1 " + shlex.quote(host))
    # ok: command-injection
    os.system("ping -c 1 localhost")
    return output


@app.route("/lookup", methods=["POST"])
def lookup():
    data = request.get_json()
    domain = data["domain"]
    command = f"nslookup {domain}"
    # ruleid: command-injection
    proc = Popen(command, shell=True, stdout=PIPE, stderr=PIPE)
    out, _ = proc.communicate()
    # ruleid: command-injection
    check_output("dig {}".format(domain), shell=True)
    # ruleid: command-injection
    sp.call(
        f"whois {domain}",
        shell=True,
    )
    # ruleid: command-injection
    subprocess.run(["/bin/bash", "-c", f"host {domain}"])
    # ruleid: command-injection
    subprocess.getoutput("host " + domain)
    args = ["nslookup", domain]
    # ok: command-injection
    sp.check_output(args)
    args += ["-timeout=2"]
    args.append(domain)
    # ok: command-injection
    sp.run(args, capture_output=True)
    # ok: command-injection
    sp.run("cat > /tmp/last-domain", shell=True, input=domain.encode())
    return jsonify(out.decode())


@app.route("/lookup/safe/<domain>")
def lookup_checked(domain):
    if not re.fullmatch(r"[a-z0-9.-]+", domain):
        abort(400)
    # ok: command-injection
    return subprocess.check_output(f"nslookup {domain}", shell=True)


@app.route("/run")
def run_tool():
    tool = request.args["tool"]
    # ruleid: command-injection
    subprocess.run([tool, "--version"])
    # ruleid: command-injection
    subprocess.Popen(tool)
    # ruleid: command-injection
    subprocess.run(shlex.split(request.args["cmd"]))
    # ruleid: command-injection
    os.execl(tool, tool, "--help")
    # ruleid: command-injection
    os.spawnlp(os.P_WAIT, tool, tool)
    # ok: command-injection
    subprocess.run([CONVERTERS[tool], "in.file"])
    # ok: command-injection
    subprocess.run([CONVERTERS.get(tool, "true"), "in.file"])
    if tool in ("pngcrush", "jpegoptim"):
        # ok: command-injection
        subprocess.run([tool, "--version"])
    return "done"


@app.route("/lines")
def lines():
    count = int(request.args.get("n", 10))
    # ok: command-injection
    return subprocess.check_output(f"tail -n {count} /var/log/app.log", shell=True)


@app.route("/lines/<int:page>")
def page_of_lines(page):
    # ok: command-injection
    return os.popen("tail -n %d /var/log/app.log" % page).read()


@app.route("/archive/<path:name>")
def archive(name):
    parts = ["tar", "czf", "/tmp/out.tgz"]
    parts.append(name)
    # ruleid: command-injection
    os.system(" ".join(parts))
    # ok: command-injection
    os.system(" ".join(shlex.quote(part) for part in parts))
    # ok: command-injection
    os.system(shlex.join(parts))
    return "ok"


def dump_database(name, target):
    # ruleid: command-injection
    subprocess.check_call(f"pg_dump {name} > {target}", shell=True)
    # ok: command-injection
    subprocess.check_call(["pg_dump", name, "-f", target])
    # ok: command-injection
    subprocess.check_call(f"ls {BACKUP_DIR}", shell=True)


def restart_worker(pid: int):
    # ok: command-injection
    os.system(f"kill -HUP {pid}")


def install():
    # ok: command-injection
    os.system(f"{sys.executable} -m pip install -r requirements.txt")
    package = "uwsgi"
    # ok: command-injection
    os.system("pip install " + package)


class Deployer:
    def __init__(self, host):
        self.host = host

    def restart(self):
        # ruleid: command-injection
        os.system("ssh %s systemctl restart app" % self.host)

    def run(self, command):
        # ruleid: command-injection
        return subprocess.run(command, shell=True, check=True)

    def run_list(self, command):
        # ok: command-injection
        return subprocess.run(command, check=True)
