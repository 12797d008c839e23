from django.core.cache import cache, caches

CACHES = {
    # ruleid: cache-without-expiry
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://cache:6379",
        "TIMEOUT": None,
    },
    # ok: cache-without-expiry
    "sessions": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "TIMEOUT": 3600,
    },
}


def report(key, value):
    # ruleid: cache-without-expiry
    cache.set(key, value, timeout=None)
    # ruleid: cache-without-expiry
    caches["reports"].set(key, value, None)
    # ruleid: cache-without-expiry
    cache.get_or_set(key, lambda: value, timeout=None)
    # Django's default is 300 seconds
    # ok: cache-without-expiry
    cache.set(key, value)
    # ok: cache-without-expiry
    cache.set(key, value, timeout=60)
    # ok: cache-without-expiry
    cache.set("maintenance_flag", True, timeout=None)
