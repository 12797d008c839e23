"""pika, aio-pika, Celery, kafka-python, confluent-kafka, aiokafka and redis-py as publishers."""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, makes, publishes, table
from backend_review.model.values import Callee, Thing, Unknown, Value

_PRODUCERS = (
    "kafka.KafkaProducer",
    "confluent_kafka.Producer",
    "aiokafka.AIOKafkaProducer",
    "confluent_kafka.SerializingProducer",
)
_REDIS = ("redis.Redis", "redis.StrictRedis", "redis.from_url", "redis.Redis.from_url", "redis.client.StrictRedis")
_ASYNC_REDIS = ("redis.asyncio.Redis", "redis.asyncio.from_url", "redis.asyncio.Redis.from_url", "redis.asyncio.StrictRedis",
                "aioredis.from_url", "aioredis.Redis")  # fmt: skip
_TASKS = ("celery.shared_task", "celery.Celery().task", "celery.task", "celery.app.shared_task")
_RABBIT = ("pika.BlockingConnection", "pika.SelectConnection", "aio_pika.connect", "aio_pika.connect_robust")
CH = "rabbit.Channel"
LIBRARIES = ("pika", "aio_pika", "kafka", "aiokafka", "confluent_kafka")
NAMES = {"producer": "kafka.Producer"}
TYPES = {
    **dict.fromkeys(_PRODUCERS, "kafka.Producer"),
    **dict.fromkeys(_REDIS, "redis.Client"),
    **dict.fromkeys((*_ASYNC_REDIS, "redis.asyncio.client.Redis"), "redis.AsyncClient"),
    "redis.client.Redis": "redis.Client",
    **{f"{name}{tail}": "celery.Task" for name in _TASKS for tail in ("()", "()()", "().__call__()")},
    "celery.Celery": "celery.App",
    **dict.fromkeys(_RABBIT, "rabbit.Connection"),
    "pika.adapters.blocking_connection.BlockingChannel": CH,
    **dict.fromkeys(("aio_pika.abc.AbstractChannel", "aio_pika.abc.AbstractExchange", "aio_pika.Exchange"), CH),
}
ATTRIBUTES = {f"{CH}.default_exchange": CH}


def _task(use: Use) -> Value:
    made = use.receiver
    name = ""
    if isinstance(made, Callee):
        name = made.function.name
    if isinstance(made, Thing):
        from backend_review.model.names import unwrapped

        function = unwrapped(made)
        name = getattr(getattr(function, "function", None), "name", "")
    use.emit("publish", name or use.what())
    return Unknown()


def _redis(type: str) -> Rule:
    """A client of Redis, which makes a pool of connections unless it is given one."""

    def rule(use: Use) -> Value:
        if "connection_pool" not in use.named:
            use.emit("connect", use.name)
        return use.make(type)

    return rule


RULES: dict[str, Rule] = {
    **table("celery.Task", "delay apply_async s si signature", _task),
    "celery.App.send_task": publishes(0),
    **dict.fromkeys(_PRODUCERS, makes("kafka.Producer", "connect")),
    **table("kafka.Producer", "send produce send_and_wait", publishes(0, "topic")),
    **dict.fromkeys(_REDIS, _redis("redis.Client")),
    "redis.Client.from_url": makes("redis.Client", "connect", "redis.Redis.from_url"),
    **dict.fromkeys(_ASYNC_REDIS, _redis("redis.AsyncClient")),
    "redis.AsyncClient.from_url": makes("redis.AsyncClient", "connect", "redis.Redis.from_url"),
    **table("redis.AsyncClient", "publish xadd", publishes(0)),
    **table("redis.Client", "publish xadd", publishes(0, blocks=True)),
    **dict.fromkeys(_RABBIT, makes("rabbit.Connection", "connect")),
    **table("rabbit.Connection", "channel", makes(CH)),
    **table(CH, "basic_publish publish", publishes(1, "routing_key")),
    **table(CH, "declare_exchange get_exchange", makes(CH)),
}  # fmt: skip
