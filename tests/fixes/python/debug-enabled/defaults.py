import os

import environ

env = environ.Env()
INSTALLED_APPS = ["shop"]
DEBUG = env.bool("DEBUG", default=True)
TEMPLATE_DEBUG = os.getenv("DEBUG", "False") == "True"
