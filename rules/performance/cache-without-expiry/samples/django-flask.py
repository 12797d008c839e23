from django.core.cache import cache, caches
from django.views.decorators.cache import cache_page
from flask import Flask

app = Flask(__name__)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "TIMEOUT": 300,
    },
}


def rates(currency, value):
    # ruleid: cache-without-expiry
    cache.set(f"rate:{currency}", value, None)
    # ruleid: cache-without-expiry
    cache.set(f"rate:{currency}", value, timeout=None)
    # ruleid: cache-without-expiry
    cache.get_or_set(f"rate:{currency}", lambda: value, timeout=None)
    # ruleid: cache-without-expiry
    caches["default"].set(f"rate:{currency}", value, timeout=None)
    # ok: cache-without-expiry
    cache.set(f"rate:{currency}", value)
    # ok: cache-without-expiry
    cache.set(f"rate:{currency}", value, timeout=60)
    # ok: cache-without-expiry
    cache.set("site_config", value, timeout=None)
    # ok: cache-without-expiry
    cache.set(f"rate:{currency}", value, 60 * 15)


# ruleid: cache-without-expiry
@cache_page(None)
def home(request):
    return request


# ok: cache-without-expiry
@cache_page(60)
def about(request):
    return request


# ruleid: cache-without-expiry
@cache.cached(timeout=0)
def index():
    return "x"


# ok: cache-without-expiry
@cache.cached(timeout=50)
def page():
    return "x"


# ruleid: cache-without-expiry
app.config["CACHE_DEFAULT_TIMEOUT"] = 0
