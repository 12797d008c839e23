import subprocess

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: command-injection
        return subprocess.check_output("print-order " + order, shell=True)

    def run_field(self, order):
        # ruleid: command-injection
        return subprocess.check_output("print-order " + order, shell=True)

    def run_recent(self, order):
        # ruleid: command-injection
        return subprocess.check_output("print-order " + order, shell=True)

    def of_tenant(self):
        # ruleid: command-injection
        return subprocess.check_output("print-order " + g.tenant, shell=True)

    def run_checked(self, order):
        # ok: command-injection
        return subprocess.check_output("print-order " + order, shell=True)

    def run_known(self, order):
        # ok: command-injection
        return subprocess.check_output("print-order " + order, shell=True)

    def run_region(self, region):
        # ok: command-injection
        return subprocess.check_output("print-order " + region, shell=True)


backend = Backend("eu")
