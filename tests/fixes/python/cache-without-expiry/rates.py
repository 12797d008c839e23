from django.core.cache import cache
from django.views.decorators.cache import cache_page

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "TIMEOUT": None}}


def rates(currency, value):
    cache.set(f"rate:{currency}", value, None)
    cache.get_or_set(f"rate:{currency}", lambda: value, timeout=None)  # slow to ask for


@cache_page(None)
def home(request):
    return request
