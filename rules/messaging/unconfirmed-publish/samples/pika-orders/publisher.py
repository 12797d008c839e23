import pika

KEPT = pika.BasicProperties(delivery_mode=2)


def place(channel, order: bytes) -> None:
    # ruleid: unconfirmed-publish
    channel.basic_publish("", "orders", order, KEPT)
    # ok: unconfirmed-publish
    channel.basic_publish("", "invoices", order, KEPT)


def answer(channel, props, body: bytes) -> None:
    # ok: unconfirmed-publish
    channel.basic_publish("", props.reply_to, body)
