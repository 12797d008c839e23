import os

# ok: permissive-cors
CORS_ALLOW_ALL_ORIGINS = os.environ.get("ENV") == "local"
# ok: permissive-cors
CORS_ORIGIN_ALLOW_ALL = False
