import json
import os

from kafka import KafkaProducer


class Orders:
    def __init__(self, servers: list[str]) -> None:
        # ruleid: weak-acks
        self.producer = KafkaProducer(bootstrap_servers=servers, acks=1)
        # ruleid: weak-acks
        self.hasty = KafkaProducer(bootstrap_servers=servers, acks=0, retries=3)
        # ok: weak-acks
        self.safe = KafkaProducer(bootstrap_servers=servers, acks="all")
        # ok: weak-acks
        self.plain = KafkaProducer(bootstrap_servers=servers)
        # ok: weak-acks
        self.configured = KafkaProducer(bootstrap_servers=servers, acks=os.environ["KAFKA_ACKS"])

    def placed(self, order: dict) -> None:
        self.producer.send("orders", json.dumps(order).encode()).get(timeout=10)
