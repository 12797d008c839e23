import subprocess
import threading

from celery import shared_task


@shared_task
def convert(name):
    # ruleid: command-injection
    subprocess.run(f"convert {name} out.png", shell=True, check=True)


@shared_task(bind=True, max_retries=3)
def shrink(self, name, width):
    # ok: command-injection
    subprocess.run(["convert", "--", name, "-resize", str(width), "out.png"], check=True)


def rotate(name):
    # ruleid: command-injection
    subprocess.run("jpegtran -rotate 90 " + name, shell=True, check=True)


def rotate_later(name):
    threading.Thread(target=rotate, args=(name,)).start()


@shared_task
def compress(quality):
    # ok: command-injection
    subprocess.run("jpegoptim -m %d *.jpg" % quality, shell=True, check=True)
