import aio_pika

from .work import process


async def on_message(message: aio_pika.abc.AbstractIncomingMessage) -> None:
    async with message.process():
        await process(message.body)


async def on_bare_message(message: aio_pika.abc.AbstractIncomingMessage) -> None:
    await process(message.body)


async def main(queue) -> None:
    await queue.consume(on_message, no_ack=True)
    await queue.consume(on_bare_message, no_ack=True)
