from .base import *

# ruleid: debug-enabled
DEBUG = True
