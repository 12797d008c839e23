from flask import g, redirect


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: open-redirect
        return redirect(order)

    def run_field(self, order):
        # ruleid: open-redirect
        return redirect(order)

    def run_recent(self, order):
        # ruleid: open-redirect
        return redirect(order)

    def of_tenant(self):
        # ruleid: open-redirect
        return redirect(g.tenant)

    def run_checked(self, order):
        # ok: open-redirect
        return redirect(order)

    def run_known(self, order):
        # ok: open-redirect
        return redirect(order)

    def run_region(self, region):
        # ok: open-redirect
        return redirect(region)


backend = Backend("eu")
