import aio_pika


async def place(url: str, order: bytes) -> None:
    connection = await aio_pika.connect_robust(url)
    # ruleid: unconfirmed-publish
    hasty = await connection.channel(publisher_confirms=False)
    # ok: unconfirmed-publish
    channel = await connection.channel()
    message = aio_pika.Message(order, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
    # ok: unconfirmed-publish
    await channel.default_exchange.publish(message, routing_key="orders")
    await hasty.close()
