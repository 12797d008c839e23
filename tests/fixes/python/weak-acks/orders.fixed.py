from kafka import KafkaProducer

producer = KafkaProducer(bootstrap_servers="kafka:9092", acks="all")


def placed(order: bytes) -> None:
    producer.send("orders", order).get(timeout=10)
