import pika

KEPT = pika.BasicProperties(delivery_mode=2)


def open_channel(connection):
    channel = connection.channel()
    channel.confirm_delivery()
    return channel


def place(channel, order: bytes) -> None:
    # ok: unconfirmed-publish
    channel.basic_publish("", "orders", order, KEPT)
