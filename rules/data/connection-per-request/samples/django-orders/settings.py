import os

ROOT_URLCONF = "urls"
REDIS_HOST = os.environ["REDIS_HOST"]
