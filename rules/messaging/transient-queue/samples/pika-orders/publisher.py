import json

import pika

QUEUE = "orders"
PERSISTENT = pika.BasicProperties(delivery_mode=2, content_type="application/json")
OPTIONS = {"durable": True}


class Publisher:
    def __init__(self, url: str) -> None:
        self.connection = pika.BlockingConnection(pika.URLParameters(url))
        self.channel = self.connection.channel()
        # ok: transient-queue
        self.channel.queue_declare(queue=QUEUE, durable=True)
        # ok: transient-queue
        self.channel.queue_declare("invoices", False, True)
        # ok: transient-queue
        self.channel.queue_declare("refunds", **OPTIONS)
        # ruleid: transient-queue
        self.channel.queue_declare(queue="payments")
        # ruleid: transient-queue
        self.channel.queue_declare("shipments", durable=False)
        self.channel.exchange_declare(exchange="catalogue-changes", exchange_type="fanout")

    def order(self, order: dict) -> None:
        # ruleid: transient-queue
        self.channel.basic_publish(exchange="", routing_key=QUEUE, body=json.dumps(order))

    def order_with_type(self, order: dict) -> None:
        # ruleid: transient-queue
        self.channel.basic_publish(
            exchange="",
            routing_key=QUEUE,
            body=json.dumps(order),
            properties=pika.BasicProperties(content_type="application/json"),
        )

    def order_safely(self, order: dict) -> None:
        # ok: transient-queue
        self.channel.basic_publish("", QUEUE, json.dumps(order), PERSISTENT)
        # ok: transient-queue
        self.channel.basic_publish(
            exchange="",
            routing_key=QUEUE,
            body=json.dumps(order),
            properties=pika.BasicProperties(delivery_mode=pika.DeliveryMode.Persistent),
        )
        # ok: transient-queue
        self.channel.basic_publish(
            "", QUEUE, json.dumps(order), pika.BasicProperties(delivery_mode=pika.spec.PERSISTENT_DELIVERY_MODE)
        )

    def changed(self, product: dict) -> None:
        # ok: transient-queue
        self.channel.basic_publish(exchange="catalogue-changes", routing_key="", body=json.dumps(product))


def on_request(ch, method, props, body):
    # ok: transient-queue
    ch.basic_publish(exchange="", routing_key=props.reply_to, body=price(body))
    ch.basic_ack(delivery_tag=method.delivery_tag)


def listen(channel, name, durable=False):
    # ok: transient-queue
    answers = channel.queue_declare(queue="", exclusive=True)
    # ok: transient-queue
    channel.queue_declare(queue="scratch", auto_delete=True)
    # ok: transient-queue
    channel.queue_declare(queue="orders", passive=True)
    # ok: transient-queue
    channel.queue_declare(queue="rpc_queue")
    # ruleid: transient-queue
    channel.queue_declare(queue=name, durable=durable)
    return answers.method.queue


def price(body: bytes) -> bytes:
    return body
