from confluent_kafka import Producer

# ok: weak-acks
producer = Producer({"bootstrap.servers": "kafka:9092"})


def seen(event: bytes, done) -> None:
    producer.produce("page-seen", value=event, on_delivery=done)
