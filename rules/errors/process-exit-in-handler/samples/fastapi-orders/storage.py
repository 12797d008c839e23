import json
from sys import exit as leave


def load_catalog(path):
    try:
        with open(path) as file:
            return json.load(file)
    except OSError:
        # ruleid: process-exit-in-handler
        leave(3)


def main():
    if not load_catalog("catalog.json"):
        # ok: process-exit-in-handler
        leave(1)
