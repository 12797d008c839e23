from kafka import KafkaProducer


class Orders:
    def __init__(self, servers: list[str]) -> None:
        self.producer = KafkaProducer(bootstrap_servers=servers, acks="all")

    def placed(self, order: bytes) -> None:
        # ruleid: unconfirmed-publish
        self.producer.send("orders", order)

    def placed_safely(self, order: bytes) -> None:
        # ok: unconfirmed-publish
        self.producer.send("orders", order).get(timeout=10)

    def placed_many(self, orders: list[bytes]) -> None:
        for order in orders:
            # ok: unconfirmed-publish
            self.producer.send("orders", order)
        self.producer.flush()

    def placed_and_noted(self, order: bytes, note) -> None:
        # ok: unconfirmed-publish
        self.producer.send("orders", order).add_errback(note)

    def mailed(self, mailer, order: bytes) -> None:
        # ok: unconfirmed-publish
        mailer.send("orders", order)
