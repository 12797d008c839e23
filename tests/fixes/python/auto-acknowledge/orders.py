import functools
import json

import pika

from .work import process

channel = pika.BlockingConnection(pika.URLParameters("amqp://broker")).channel()


def handle(ch, method, properties, body):
    order = json.loads(body)
    process(order)


def handle_early(ch, method, properties, body):
    # taken
    ch.basic_ack(delivery_tag=method.delivery_tag)
    process(json.loads(body))


def handle_some(ch, method, properties, body):
    if not body:
        return
    process(json.loads(body))


class Consumer:
    def on_order(self, channel, method, properties, body):
        process(body)

    def start(self, channel):
        channel.basic_consume(queue="orders", on_message_callback=self.on_order, auto_ack=True)


channel.basic_consume("orders", handle, auto_ack=True)
channel.basic_consume(
    queue="orders",
    on_message_callback=functools.partial(handle_some, 1),
    auto_ack=True,
)
