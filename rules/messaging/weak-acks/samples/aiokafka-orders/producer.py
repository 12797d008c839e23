from aiokafka import AIOKafkaProducer


async def make(servers: str, settings: dict) -> list[AIOKafkaProducer]:
    return [
        # ruleid: weak-acks
        AIOKafkaProducer(bootstrap_servers=servers),
        # ruleid: weak-acks
        AIOKafkaProducer(bootstrap_servers=servers, acks=0),
        # ok: weak-acks
        AIOKafkaProducer(bootstrap_servers=servers, acks="all"),
        # ok: weak-acks
        AIOKafkaProducer(bootstrap_servers=servers, enable_idempotence=True),
        # ok: weak-acks
        AIOKafkaProducer(**settings),
    ]
