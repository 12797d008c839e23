import os

import environ

env = environ.Env(DEBUG=(bool, False))
# ruleid: debug-enabled
DEBUG = bool(os.environ.get("DEBUG", "False"))
# ok: debug-enabled
DEBUG = env("DEBUG")
# ok: debug-enabled
DEBUG = env.bool("DEBUG", default=False)
# ruleid: debug-enabled
DEBUG = env.bool("DEBUG", default=True)
# ok: debug-enabled
DEBUG = os.getenv("DEBUG", "0") == "1"
# ruleid: debug-enabled
DEBUG = os.getenv("DEBUG", "True") == "True"
