from flask import Flask
from flask_caching import Cache

app = Flask(__name__)
# ruleid: cache-without-expiry
app.config["CACHE_DEFAULT_TIMEOUT"] = 0
cache = Cache(app)


@app.route("/prices")
# ruleid: cache-without-expiry
@cache.cached(timeout=0)
def prices():
    return load_prices()


@app.route("/stock")
# ok: cache-without-expiry
@cache.cached(timeout=60)
def stock():
    return load_stock()


# ok: cache-without-expiry
@cache.memoize(300)
def rate(currency):
    return load_rate(currency)


def keep(key, value):
    # ruleid: cache-without-expiry
    cache.set(key, value, timeout=0)
    # ok: cache-without-expiry
    cache.set(key, value, timeout=30)
