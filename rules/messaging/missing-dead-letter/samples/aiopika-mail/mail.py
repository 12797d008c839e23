import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from .smtp import send


async def on_mail(message: AbstractIncomingMessage) -> None:
    # ruleid: missing-dead-letter
    async with message.process():
        await send(message.body)


async def start(channel: aio_pika.abc.AbstractChannel) -> None:
    await channel.set_qos(prefetch_count=10)
    queue = await channel.declare_queue("mail", durable=True)
    await queue.consume(on_mail)
