from functools import cache, lru_cache

_profiles = {}
_recent = {}
_handlers = {}
_translations = {}
_schemas = {}


# ruleid: unbounded-cache
@lru_cache(maxsize=None)
def score(user_id: int):
    return user_id * 2


# ok: unbounded-cache
@lru_cache(maxsize=1024)
def bounded(user_id: int):
    return user_id * 3


# ok: unbounded-cache
@lru_cache
def bounded_by_default(user_id: int):
    return user_id * 4


# ok: unbounded-cache
@cache
def settings():
    return {"page": 50}


# ok: unbounded-cache
@cache
def words(language: str):
    return open(f"{language}.txt").read()


# ok: unbounded-cache
@cache
def version(base_dir=None):
    return open(f"{base_dir or '.'}/version").read()


def checked(schema_type: str):
    schema_path = f"schemas/{schema_type}.xsd"
    if schema_path not in _schemas:
        # ok: unbounded-cache
        _schemas[schema_path] = open(schema_path).read()
    return _schemas[schema_path], version()


def handler(name):
    def register(function):
        # ok: unbounded-cache
        _handlers[name] = function
        return function

    return register


def profile(user_id: int):
    if user_id not in _profiles:
        # ruleid: unbounded-cache
        _profiles[user_id] = {"score": score(user_id), "more": bounded(user_id) + bounded_by_default(user_id)}
    return _profiles[user_id]


def recent(user_id: int):
    if len(_recent) > 1000:
        _recent.clear()
    # ok: unbounded-cache
    _recent[user_id] = profile(user_id)
    return _recent[user_id]


def translated(language: str):
    # ok: unbounded-cache
    _translations[language] = words(language)
    return _translations[language]


@handler("plain")
def plain():
    return settings()
