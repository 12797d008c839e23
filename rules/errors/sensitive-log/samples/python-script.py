import sys

import requests

apikey = sys.argv[1]
headers = {"Authorization": "Bearer {}".format(apikey)}
# Who runs it gave the key.
# ok: sensitive-log
print("Headers:", headers)
requests.get("https://shop.example/api", headers=headers, timeout=5)


def show(password):
    # ok: sensitive-log
    print("using", password)
    # ruleid: sensitive-log
    logger.info("using %s", password)


def too_short(settings):
    # ok: sensitive-log
    logger.info("at least %d characters", settings.min_length_password)
