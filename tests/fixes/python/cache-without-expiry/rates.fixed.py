from django.core.cache import cache
from django.views.decorators.cache import cache_page

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "TIMEOUT": 300}}


def rates(currency, value):
    cache.set(f"rate:{currency}", value, 300)
    cache.get_or_set(f"rate:{currency}", lambda: value, timeout=300)  # slow to ask for


@cache_page(300)
def home(request):
    return request
