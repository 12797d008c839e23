import asyncio

import aio_pika
from aio_pika import DeliveryMode, ExchangeType, Message, connect_robust


async def main(url: str, settings) -> None:
    connection = await connect_robust(url)
    async with connection:
        channel = await connection.channel()
        # ok: transient-queue
        queue = await channel.declare_queue("thumbnails", durable=True)
        # ruleid: transient-queue
        await channel.declare_queue("transcripts")
        # ruleid: transient-queue
        await channel.declare_queue(name="exports", auto_delete=False)
        # ok: transient-queue
        await channel.declare_queue(exclusive=True)
        # ok: transient-queue
        await channel.declare_queue("previews", durable=settings.durable)
        # ok: transient-queue
        await channel.declare_queue("mine", **settings.queue_options)

        news = await channel.declare_exchange("news", ExchangeType.FANOUT)
        # ok: transient-queue
        await news.publish(Message(b"started"), routing_key="")

        # ruleid: transient-queue
        await channel.default_exchange.publish(Message(b"42"), routing_key="thumbnails")
        message = aio_pika.Message(body=b"42", content_type="text/plain")
        # ruleid: transient-queue
        await channel.default_exchange.publish(message, routing_key=queue.name)
        # ok: transient-queue
        await channel.default_exchange.publish(
            Message(b"42", delivery_mode=DeliveryMode.PERSISTENT), routing_key="thumbnails"
        )
        # ruleid: transient-queue
        await channel.default_exchange.publish(
            Message(b"42", delivery_mode=DeliveryMode.NOT_PERSISTENT), routing_key="thumbnails"
        )


async def answer(exchange, message: aio_pika.abc.AbstractIncomingMessage) -> None:
    # ok: transient-queue
    await exchange.publish(Message(b"done", correlation_id=message.correlation_id), routing_key=message.reply_to)


if __name__ == "__main__":
    asyncio.run(main("amqp://broker/", None))
