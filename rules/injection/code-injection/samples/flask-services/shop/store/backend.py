import builtins

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: code-injection
        return str(builtins.eval(order))

    def run_field(self, order):
        # ruleid: code-injection
        return str(builtins.eval(order))

    def run_recent(self, order):
        # ruleid: code-injection
        return str(builtins.eval(order))

    def of_tenant(self):
        # ruleid: code-injection
        return str(builtins.eval(g.tenant))

    def run_checked(self, order):
        # ok: code-injection
        return str(builtins.eval(order))

    def run_known(self, order):
        # ok: code-injection
        return str(builtins.eval(order))

    def run_region(self, region):
        # ok: code-injection
        return str(builtins.eval(region))


backend = Backend("eu")
