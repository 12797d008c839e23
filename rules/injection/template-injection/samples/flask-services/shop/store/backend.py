import jinja2

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: template-injection
        return jinja2.Template("Order " + order).render()

    def run_field(self, order):
        # ruleid: template-injection
        return jinja2.Template("Order " + order).render()

    def run_recent(self, order):
        # ruleid: template-injection
        return jinja2.Template("Order " + order).render()

    def of_tenant(self):
        # ruleid: template-injection
        return jinja2.Template("Order " + g.tenant).render()

    def run_checked(self, order):
        # ok: template-injection
        return jinja2.Template("Order " + order).render()

    def run_known(self, order):
        # ok: template-injection
        return jinja2.Template("Order " + order).render()

    def run_region(self, region):
        # ok: template-injection
        return jinja2.Template("Order " + region).render()


backend = Backend("eu")
