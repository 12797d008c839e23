"""Helpers that build commands from what they are given."""

import os
import subprocess
import sys
from shlex import quote

import paramiko
from fabric import Connection

IMAGE = "registry.local/app"
COMMANDS = ["migrate", "collectstatic"]


def deploy(tag, host):
    # ruleid: command-injection
    os.system(f"docker pull {IMAGE}:{tag}")
    # ok: command-injection
    os.system(f"docker pull {IMAGE}:latest")
    # ok: command-injection
    os.system(f"docker pull {IMAGE}:{quote(tag)}")
    conn = Connection(host)
    # ruleid: command-injection
    conn.run("docker pull " + tag)
    # ok: command-injection
    conn.run("docker ps")


def prepare():
    for command in COMMANDS:
        # ok: command-injection
        subprocess.check_call([sys.executable, "manage.py", command])
    for name in ["a", "b"]:
        # ok: command-injection
        os.system(f"mkdir -p /srv/{name}")


def free_space(path: str) -> str:
    # ruleid: command-injection
    return subprocess.check_output("df -h " + path, shell=True, text=True)


def tail(lines: int = 10) -> str:
    # ok: command-injection
    return subprocess.check_output(f"tail -n {lines} app.log", shell=True, text=True)


def ask():
    name = input("name? ")
    # ruleid: command-injection
    os.system("touch " + name)


def remote(client: paramiko.SSHClient, service: str):
    # ruleid: command-injection
    stdin, stdout, stderr = client.exec_command("systemctl restart %s" % service)
    # ok: command-injection
    client.exec_command("systemctl restart nginx")
    return stdout.read()


def remove(name):
    name = quote(name)
    # ok: command-injection
    os.system(f"rm -rf /srv/{name}")
    quoted = quote("a" + name)
    # ok: command-injection
    os.system("rm -rf /srv/" + quoted)


def signal(process):
    # ok: command-injection
    os.system("kill -%d %d" % (9, process.pid))


def version():
    # ok: command-injection
    return os.popen("git rev-parse HEAD").read()


def clear():
    # ok: command-injection
    os.system("cls" if os.name == "nt" else "clear")


def process_rows(cursor):
    cursor.execute("SELECT file FROM jobs")
    for row in cursor.fetchall():
        # ruleid: command-injection
        os.system("process " + row[0])


def run_with_options(command):
    options = {"shell": True}
    # Keyword arguments out of a dictionary are not followed.
    # ruleid: command-injection
    subprocess.run("ls " + command, **options)


class Sync:
    def __init__(self, folder):
        self.folder = folder

    def copy(self):
        # ruleid: command-injection
        os.system(f"rsync -a {self.folder} backup:")
        # ruleid: command-injection
        os.system("rsync -a " + self.folder + " backup:")
        # ok: command-injection
        os.system("rsync -a " + IMAGE + " backup:")
