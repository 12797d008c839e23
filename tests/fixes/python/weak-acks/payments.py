from confluent_kafka import Producer

producer = Producer({"bootstrap.servers": "kafka:9092"})
idempotent = Producer({"bootstrap.servers": "kafka:9092", "enable.idempotence": True})


def paid(payment: bytes, done) -> None:
    producer.produce("payments", value=payment, on_delivery=done)
