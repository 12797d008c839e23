import aio_pika

from .work import run


async def on_message(message: aio_pika.abc.AbstractIncomingMessage) -> None:
    async with message.process(requeue=True):
        await run(message.body)


async def listen(url: str) -> None:
    connection = await aio_pika.connect_robust(url)
    channel = await connection.channel()
    queue = await channel.declare_queue("jobs", durable=True)
    await channel.set_qos(prefetch_count=10)
    async with queue.iterator() as messages:
        async for message in messages:
            await on_message(message)


async def given(queue: aio_pika.abc.AbstractQueue) -> None:
    await queue.consume(on_message)
