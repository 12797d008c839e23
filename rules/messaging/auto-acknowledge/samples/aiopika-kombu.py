import asyncio

import aio_pika
from aio_pika.abc import AbstractIncomingMessage
from kombu import Connection, Consumer, Queue
from kombu.mixins import ConsumerMixin

from .orders import process, process_sync


async def on_message(message: AbstractIncomingMessage) -> None:
    # ok: auto-acknowledge
    async with message.process():
        await process(message.body)


async def on_message_manual(message: AbstractIncomingMessage) -> None:
    await process(message.body)
    # ok: auto-acknowledge
    await message.ack()


async def on_message_early(message: aio_pika.IncomingMessage) -> None:
    # ruleid: auto-acknowledge
    await message.ack()
    await process(message.body)


async def main() -> None:
    connection = await aio_pika.connect_robust("amqp://broker")
    channel = await connection.channel()
    queue = await channel.declare_queue("orders", durable=True)
    # ruleid: auto-acknowledge
    await queue.consume(on_message, no_ack=True)
    # ruleid: auto-acknowledge
    async with queue.iterator(no_ack=True) as messages:
        async for message in messages:
            await process(message.body)
    # ok: auto-acknowledge
    await queue.consume(on_message)
    # ok: auto-acknowledge
    await queue.consume(on_message, no_ack=False)
    replies = await channel.declare_queue(exclusive=True)
    reply_queue = replies
    # ok: auto-acknowledge
    await reply_queue.consume(on_message, no_ack=True)
    await asyncio.Future()


class Worker(ConsumerMixin):
    def __init__(self, connection: Connection):
        self.connection = connection

    def get_consumers(self, consumer_class, channel):
        return [
            # ruleid: auto-acknowledge
            Consumer(channel, queues=[Queue("orders")], callbacks=[self.on_order], no_ack=True),
            # ok: auto-acknowledge
            Consumer(channel, queues=[Queue("mails")], callbacks=[self.on_mail]),
        ]

    def on_order(self, payload, message):
        # ruleid: auto-acknowledge
        message.ack()
        process_sync(payload)

    def on_mail(self, payload, message):
        process_sync(payload)
        # ok: auto-acknowledge
        message.ack()
