import pika

PREFETCH = 20


def open_channel(url: str):
    channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
    # ok: missing-prefetch
    channel.basic_qos(prefetch_count=PREFETCH)
    return channel
