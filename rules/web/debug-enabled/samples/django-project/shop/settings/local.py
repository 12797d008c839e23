from .base import *

# ok: debug-enabled
DEBUG = True
