from lxml import etree

from flask import g


class Backend:
    def __init__(self, place):
        self.place = place

    def run(self, order):
        # ruleid: xpath-injection
        return str(etree.parse("orders.xml").xpath("//order[@name='" + order + "']"))

    def run_field(self, order):
        # ruleid: xpath-injection
        return str(etree.parse("orders.xml").xpath("//order[@name='" + order + "']"))

    def run_recent(self, order):
        # ruleid: xpath-injection
        return str(etree.parse("orders.xml").xpath("//order[@name='" + order + "']"))

    def of_tenant(self):
        # ruleid: xpath-injection
        return str(etree.parse("orders.xml").xpath("//order[@name='" + g.tenant + "']"))

    def run_checked(self, order):
        # ok: xpath-injection
        return str(etree.parse("orders.xml").xpath("//order[@name='" + order + "']"))

    def run_known(self, order):
        # ok: xpath-injection
        return str(etree.parse("orders.xml").xpath("//order[@name='" + order + "']"))

    def run_region(self, region):
        # ok: xpath-injection
        return str(etree.parse("orders.xml").xpath("//order[@name='" + region + "']"))


backend = Backend("eu")
