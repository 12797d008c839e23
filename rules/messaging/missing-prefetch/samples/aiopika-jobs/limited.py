import aio_pika


async def listen(url: str, handle) -> None:
    connection = await aio_pika.connect_robust(url)
    channel = await connection.channel()
    await channel.set_qos(prefetch_count=5)
    queue = await channel.declare_queue("jobs", durable=True)
    # ok: missing-prefetch
    await queue.consume(handle)


async def listen_to_all(url: str, handle) -> None:
    connection = await aio_pika.connect_robust(url)
    channel = await connection.channel()
    mine = await channel.declare_queue(exclusive=True)
    # ok: missing-prefetch
    await mine.consume(handle)
