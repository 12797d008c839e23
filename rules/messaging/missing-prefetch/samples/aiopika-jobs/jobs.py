import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from .work import run


async def on_message(message: AbstractIncomingMessage) -> None:
    async with message.process(requeue=True):
        await run(message.body)


async def listen(url: str) -> None:
    connection = await aio_pika.connect_robust(url)
    channel = await connection.channel()
    queue = await channel.declare_queue("jobs", durable=True)
    # ruleid: missing-prefetch
    await queue.consume(on_message)


async def iterate(url: str) -> None:
    connection = await aio_pika.connect_robust(url)
    channel = await connection.channel()
    queue = await channel.declare_queue("more-jobs", durable=True)
    # ruleid: missing-prefetch
    async with queue.iterator() as messages:
        async for message in messages:
            await on_message(message)
    # ok: missing-prefetch
    async with queue.iterator(no_ack=True) as messages:
        async for message in messages:
            print(message.body)
