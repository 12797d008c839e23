from confluent_kafka import Producer

# ruleid: weak-acks
producer = Producer({"bootstrap.servers": "kafka:9092"})
# ok: weak-acks
idempotent = Producer({"bootstrap.servers": "kafka:9092", "enable.idempotence": True})


def paid(payment: bytes, done) -> None:
    producer.produce("payments", value=payment, on_delivery=done)
