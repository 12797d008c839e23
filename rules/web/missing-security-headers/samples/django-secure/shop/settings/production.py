from shop.settings.base import *

SECURE_HSTS_SECONDS = 31536000
SECURE_SSL_REDIRECT = True
