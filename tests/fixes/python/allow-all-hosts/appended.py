import os

ALLOWED_HOSTS = [os.environ["HOST"]]
ALLOWED_HOSTS.append("*")
