from aiokafka import AIOKafkaConsumer

from .orders import place


class Orders:
    def __init__(self, servers: str, settings) -> None:
        # ruleid: auto-commit-before-processing
        self.consumer = AIOKafkaConsumer("orders", bootstrap_servers=servers, group_id="orders")
        # ok: auto-commit-before-processing
        self.careful = AIOKafkaConsumer(
            "orders", bootstrap_servers=servers, group_id="orders", enable_auto_commit=False
        )
        # ok: auto-commit-before-processing
        self.configured = AIOKafkaConsumer("orders", group_id="orders", **settings.kafka)
        # ok: auto-commit-before-processing
        self.chosen = AIOKafkaConsumer("orders", group_id="orders", enable_auto_commit=settings.auto_commit)

    async def run(self) -> None:
        async for message in self.careful:
            await place(message.value)
            # ok: auto-commit-before-processing
            await self.careful.commit()
