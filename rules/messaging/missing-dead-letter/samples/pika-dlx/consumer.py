import pika

from .orders import place


def on_order(channel, method, properties, body):
    try:
        place(body)
        channel.basic_ack(method.delivery_tag)
    except Exception:
        # ok: missing-dead-letter
        channel.basic_nack(method.delivery_tag, requeue=False)
