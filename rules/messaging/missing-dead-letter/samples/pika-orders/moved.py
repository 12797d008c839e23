from .orders import place


def on_order(channel, method, properties, body):
    try:
        place(body)
    except Exception:
        channel.basic_publish("", "orders.failed", body)
        # ok: missing-dead-letter
        channel.basic_nack(method.delivery_tag, requeue=False)
