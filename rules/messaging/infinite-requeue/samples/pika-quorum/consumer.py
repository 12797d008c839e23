from .orders import place


def start(channel):
    channel.queue_declare("orders", durable=True, arguments={"x-queue-type": "quorum", "x-delivery-limit": 5})
    channel.basic_consume("orders", on_order)


def on_order(channel, method, properties, body):
    try:
        place(body)
        channel.basic_ack(method.delivery_tag)
    except Exception:
        # ok: infinite-requeue
        channel.basic_nack(method.delivery_tag, requeue=True)
