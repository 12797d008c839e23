from kafka import KafkaProducer

producer = KafkaProducer(bootstrap_servers="kafka:9092", acks=1)


def placed(order: bytes) -> None:
    producer.send("orders", order).get(timeout=10)
