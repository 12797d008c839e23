import re

FORMS = ("order", "return")
NAME = re.compile(r"^[a-z]+$")


def check_name(name):
    if not NAME.fullmatch(name):
        raise ValueError("no such report")


def is_known(name):
    return name in FORMS
