import json

import pika

AUTO = True


def start_worker():
    connection = pika.BlockingConnection(pika.ConnectionParameters("rabbitmq"))
    channel = connection.channel()
    channel.queue_declare(queue="orders", durable=True)
    # ruleid: auto-acknowledge
    channel.basic_consume(queue="orders", on_message_callback=on_order, auto_ack=True)
    # ruleid: auto-acknowledge
    channel.basic_consume("invoices", on_order, auto_ack=AUTO)
    # ok: auto-acknowledge
    channel.basic_consume(queue="emails", on_message_callback=on_order)
    # ok: auto-acknowledge
    channel.basic_consume(queue="refunds", on_message_callback=on_order, auto_ack=False)
    channel.start_consuming()


def on_order(channel, method, properties, body):
    # ok: auto-acknowledge
    save(json.loads(body))
    channel.basic_ack(delivery_tag=method.delivery_tag)


def on_refund(ch, method, properties, body):
    # ruleid: auto-acknowledge
    ch.basic_ack(delivery_tag=method.delivery_tag)
    refund(json.loads(body))


class Consumer:
    def __init__(self, channel):
        self._channel = channel

    def start(self):
        # ruleid: auto-acknowledge
        self._channel.basic_consume(
            "payments",
            self.on_message,
            auto_ack=True,
        )

    def on_message(self, channel, method, properties, body):
        # ruleid: auto-acknowledge
        channel.basic_ack(method.delivery_tag)
        self.process(body)

    def poll(self):
        # ruleid: auto-acknowledge
        method, header, body = self._channel.basic_get("payments", auto_ack=True)
        return body

    def process(self, body):
        print(body)


class RpcClient:
    """The reply queue belongs to this connection alone: nobody else can do anything with its messages."""

    def connect(self, connection):
        channel = connection.channel()
        result = channel.queue_declare(queue="", exclusive=True)
        # ok: auto-acknowledge
        channel.basic_consume(queue=result.method.queue, on_message_callback=self.on_reply, auto_ack=True)
        # ok: auto-acknowledge
        channel.basic_consume(queue="amq.rabbitmq.reply-to", on_message_callback=self.on_reply, auto_ack=True)

    def on_reply(self, channel, method, properties, body):
        self.reply = body
