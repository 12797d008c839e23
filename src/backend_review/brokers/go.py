"""amqp091-go, kafka-go, sarama, confluent-kafka-go and go-redis as publishers."""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import makes, publishes, table

_AMQP = ("github.com/rabbitmq/amqp091-go", "github.com/streadway/amqp")
_SARAMA = ("github.com/IBM/sarama", "github.com/Shopify/sarama")
_REDIS = ("github.com/redis/go-redis/v9", "github.com/go-redis/redis/v8", "github.com/go-redis/redis")
_CONFLUENT = ("github.com/confluentinc/confluent-kafka-go/v2/kafka", "github.com/confluentinc/confluent-kafka-go/kafka")
_KAFKA = "github.com/segmentio/kafka-go"
TYPES = {
    **{f"{base}.{name}": "amqp.Connection" for base in _AMQP for name in ("Dial", "Connection")},
    **{f"{base}.Channel": "amqp.Channel" for base in _AMQP},
    **{f"{base}.{name}": "sarama.Producer" for base in _SARAMA for name in ("NewSyncProducer", "SyncProducer")},
    f"{_KAFKA}.Writer": "kafkago.Writer",
    f"{_KAFKA}.NewWriter": "kafkago.Writer",
    **{f"{base}.{name}": "goredis.Client" for base in _REDIS
       for name in ("Client", "NewClient", "UniversalClient", "NewUniversalClient", "NewClusterClient")},
    **{f"{base}.{name}": "confluent.Producer" for base in _CONFLUENT for name in ("Producer", "NewProducer")},
}  # fmt: skip
RULES: dict[str, Rule] = {
    **{f"{base}.Dial": makes("amqp.Connection", "connect") for base in _AMQP},
    "amqp.Connection.Channel": makes("amqp.Channel"),
    "amqp.Channel.Publish": publishes(0),
    "amqp.Channel.PublishWithContext": publishes(1),
    **{f"{base}.NewSyncProducer": makes("sarama.Producer", "connect") for base in _SARAMA},
    **table("sarama.Producer", "SendMessage SendMessages", publishes(9)),
    f"{_KAFKA}.NewWriter": makes("kafkago.Writer", "connect"),
    "kafkago.Writer.WriteMessages": publishes(9),
    **{
        f"{base}.{name}": makes("goredis.Client", "connect")
        for base in _REDIS
        for name in ("NewClient", "NewUniversalClient")
    },
    **table("goredis.Client", "Publish XAdd", publishes(1)),
    **{f"{base}.NewProducer": makes("confluent.Producer", "connect") for base in _CONFLUENT},
    "confluent.Producer.Produce": publishes(9),
}
