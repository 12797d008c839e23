import redis
from django.conf import settings
from django.db import connection
from django.http import JsonResponse


def hits(request):
    # ruleid: connection-per-request
    cache = redis.Redis(host=settings.REDIS_HOST, port=6379)
    return JsonResponse({"hits": cache.incr("hits")})


POOL = redis.ConnectionPool(host=settings.REDIS_HOST, port=6379)


def pooled_hits(request):
    # ok: connection-per-request
    cache = redis.Redis(connection_pool=POOL)
    return JsonResponse({"hits": cache.incr("hits")})


def orders(request):
    # ok: connection-per-request
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM orders LIMIT 50")
        return JsonResponse({"orders": cursor.fetchall()})
