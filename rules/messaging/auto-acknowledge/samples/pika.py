import functools
import json

import pika
from pika.adapters.blocking_connection import BlockingChannel

from .orders import process

connection = pika.BlockingConnection(pika.URLParameters("amqp://broker"))
channel = connection.channel()
channel.queue_declare("orders", durable=True)


def handle(ch: BlockingChannel, method, properties, body):
    process(json.loads(body))
    # ok: auto-acknowledge
    ch.basic_ack(delivery_tag=method.delivery_tag)


def handle_early(ch, method, properties, body):
    # ruleid: auto-acknowledge
    ch.basic_ack(delivery_tag=method.delivery_tag)
    process(json.loads(body))


class Consumer:
    def on_message(self, channel, method, properties, body):
        # ruleid: auto-acknowledge
        channel.basic_ack(method.delivery_tag)
        order = json.loads(body)
        process(order)

    def on_response(self, channel, method, properties, body):
        self.response = body

    def start(self):
        AUTO = True
        # ruleid: auto-acknowledge
        self.channel.basic_consume(queue=self.queue, on_message_callback=self.on_message, auto_ack=AUTO)
        # ok: auto-acknowledge
        self.channel.basic_consume(queue=self.queue, on_message_callback=self.on_message, auto_ack=False)
        # ok: auto-acknowledge
        self.channel.basic_consume(queue=self.callback_queue, on_message_callback=self.on_response, auto_ack=True)

    def poll(self):
        # ruleid: auto-acknowledge
        method, header, body = self.channel.basic_get("orders", auto_ack=True)
        # ok: auto-acknowledge
        method, header, body = self.channel.basic_get("orders")
        return body


# ruleid: auto-acknowledge
channel.basic_consume("orders", handle, auto_ack=True)
# ruleid: auto-acknowledge
channel.basic_consume("orders", handle, True)
# ruleid: auto-acknowledge
channel.basic_consume(
    queue="orders",
    on_message_callback=functools.partial(handle, retries=3),
    auto_ack=True,
)
# ok: auto-acknowledge
channel.basic_consume("orders", handle)
# ok: auto-acknowledge
channel.basic_consume("amq.rabbitmq.reply-to", handle, auto_ack=True)
# ok: auto-acknowledge
channel.basic_consume(queue="broadcast", on_message_callback=handle, auto_ack=True, exclusive=True)
channel.start_consuming()
