import asyncio

import aio_pika
from aio_pika import DeliveryMode, ExchangeType, Message, connect_robust


async def main(url: str, settings) -> None:
    connection = await connect_robust(url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("thumbnails", durable=True)
        await channel.declare_queue("transcripts", durable=True)
        await channel.declare_queue(name="exports", auto_delete=False, durable=True)
        await channel.declare_queue(exclusive=True)
        await channel.declare_queue("previews", durable=settings.durable)
        await channel.declare_queue("mine", **settings.queue_options)

        news = await channel.declare_exchange("news", ExchangeType.FANOUT)
        await news.publish(Message(b"started"), routing_key="")

        await channel.default_exchange.publish(Message(b"42", delivery_mode=DeliveryMode.PERSISTENT), routing_key="thumbnails")
        message = aio_pika.Message(body=b"42", content_type="text/plain", delivery_mode=DeliveryMode.PERSISTENT)
        await channel.default_exchange.publish(message, routing_key=queue.name)
        await channel.default_exchange.publish(
            Message(b"42", delivery_mode=DeliveryMode.PERSISTENT), routing_key="thumbnails"
        )
        await channel.default_exchange.publish(
            Message(b"42", delivery_mode=DeliveryMode.PERSISTENT), routing_key="thumbnails"
        )


async def answer(exchange, message: aio_pika.abc.AbstractIncomingMessage) -> None:
    await exchange.publish(Message(b"done", correlation_id=message.correlation_id), routing_key=message.reply_to)


if __name__ == "__main__":
    asyncio.run(main("amqp://broker/", None))
