import os

import environ

env = environ.Env()

# ruleid: allow-all-hosts
ALLOWED_HOSTS = ["*"]

DEBUG = env.bool("DEBUG", default=False)
if DEBUG:
    # ok: allow-all-hosts
    ALLOWED_HOSTS = ["*"]

# ruleid: allow-all-hosts
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
# ruleid: allow-all-hosts
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")
# ok: allow-all-hosts
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
# ok: allow-all-hosts
ALLOWED_HOSTS = ["shop.org", ".shop.org"]
# ok: allow-all-hosts
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")
# ruleid: allow-all-hosts
ALLOWED_HOSTS.append("*")
# ok: allow-all-hosts
ALLOWED_HOSTS.append(os.environ["EXTRA_HOST"])
# ok: allow-all-hosts
INTERNAL_IPS = ["*"]


class Production:
    HOST = "*"
    # ruleid: allow-all-hosts
    ALLOWED_HOSTS = [HOST]


class Local(Production):
    # ok: allow-all-hosts
    ALLOWED_HOSTS = ["*"]
