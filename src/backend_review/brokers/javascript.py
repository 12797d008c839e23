"""amqplib, kafkajs, bullmq, redis and ioredis as publishers."""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, makes, publishes, table
from backend_review.model.values import Unknown, Value, text_of

TYPES = {
    "amqplib.connect": "amqplib.Connection", "amqplib.Channel": "amqplib.Channel", "amqplib.Connection": "amqplib.Connection",
    "amqplib.ConfirmChannel": "amqplib.Channel", "kafkajs.Kafka": "kafkajs.Kafka", "kafkajs.Producer": "kafkajs.Producer",
    **dict.fromkeys(("bullmq.Queue", "bull", "bull.Queue", "bullmq.FlowProducer"), "bullmq.Queue"),
    **dict.fromkeys(("redis.createClient", "ioredis", "ioredis.Redis", "redis.RedisClientType"), "redisjs.Client"),
}  # fmt: skip


def _send(use: Use) -> Value:
    use.emit("publish", text_of(use.option("topic", 0)) or "")
    return Unknown()


RULES: dict[str, Rule] = {
    "amqplib.connect": makes("amqplib.Connection", "connect"),
    **table("amqplib.Connection", "createChannel createConfirmChannel", makes("amqplib.Channel")),
    **table("amqplib.Channel", "publish sendToQueue", publishes(0)),
    "kafkajs.Kafka": makes("kafkajs.Kafka", "connect"),
    "kafkajs.Kafka.producer": makes("kafkajs.Producer"),
    **table("kafkajs.Producer", "send sendBatch", _send),
    **dict.fromkeys(("bullmq.Queue", "bull"), lambda use: use.make("bullmq.Queue", text_of(use.arg(0)) or "")),
    **table("bullmq.Queue", "add addBulk", lambda use: use.emit("publish", use.what())),
    **dict.fromkeys(("redis.createClient", "ioredis", "ioredis.Redis"), makes("redisjs.Client", "connect")),
    **table("redisjs.Client", "publish xadd xAdd", publishes(0)),
}  # fmt: skip
