from aiokafka import AIOKafkaProducer


class Orders:
    def __init__(self, servers: str) -> None:
        self.producer = AIOKafkaProducer(bootstrap_servers=servers, acks="all")

    async def placed(self, order: bytes) -> None:
        # ruleid: unconfirmed-publish
        await self.producer.send("orders", order)
        # ok: unconfirmed-publish
        await self.producer.send_and_wait("orders", order)
        # ok: unconfirmed-publish
        future = await self.producer.send("orders", order)
        await future
