import os

import environ

env = environ.Env(DEBUG=(bool, False))
# ruleid: debug-enabled
DEBUG = bool(os.environ.get("DEBUG", "False"))
# ok: debug-enabled
DEBUG = env("DEBUG")
# ok: debug-enabled
DEBUG = env.bool("DEBUG", default=False)
# pedantic: debug-enabled
DEBUG = env.bool("DEBUG", default=True)
# ok: debug-enabled
DEBUG = os.getenv("DEBUG", "0") == "1"
# pedantic: debug-enabled
DEBUG = os.getenv("DEBUG", "True") == "True"
