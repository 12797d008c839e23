import aio_pika
from kombu import Connection, Consumer, Queue


async def main(connection):
    channel = await connection.channel()
    queue = await channel.declare_queue("orders", durable=True)
    # ruleid: auto-acknowledge
    await queue.consume(handle, no_ack=True)
    # ok: auto-acknowledge
    await queue.consume(handle)
    # ruleid: auto-acknowledge
    async with queue.iterator(no_ack=True) as messages:
        async for message in messages:
            await handle(message)
    # ok: auto-acknowledge
    async with queue.iterator() as messages:
        async for message in messages:
            async with message.process():
                await handle(message)


async def replies(channel):
    callback_queue = await channel.declare_queue(exclusive=True)
    # ok: auto-acknowledge
    await callback_queue.consume(handle, no_ack=True)


async def handle(message: aio_pika.abc.AbstractIncomingMessage) -> None:
    await store(message.body)


def worker(url):
    with Connection(url) as connection:
        # ruleid: auto-acknowledge
        with Consumer(connection, queues=[Queue("mail")], callbacks=[deliver], no_ack=True):
            connection.drain_events()
        # ok: auto-acknowledge
        with Consumer(connection, queues=[Queue("mail")], callbacks=[deliver]):
            connection.drain_events()


def deliver(body, message):
    send(body)
    message.ack()
