import os

import environ

env = environ.Env()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "").split(",")  # behind the gateway
INSTALLED_APPS = ["shop"]
