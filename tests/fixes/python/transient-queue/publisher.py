import json

import pika

QUEUE = "orders"
PERSISTENT = pika.BasicProperties(delivery_mode=2, content_type="application/json")
OPTIONS = {"durable": True}


class Publisher:
    def __init__(self, url: str) -> None:
        self.connection = pika.BlockingConnection(pika.URLParameters(url))
        self.channel = self.connection.channel()
        self.channel.queue_declare(queue=QUEUE, durable=True)
        self.channel.queue_declare("invoices", False, True)
        self.channel.queue_declare("refunds", **OPTIONS)
        self.channel.queue_declare(queue="payments")
        self.channel.queue_declare("shipments", durable=False)
        self.channel.exchange_declare(exchange="catalogue-changes", exchange_type="fanout")

    def order(self, order: dict) -> None:
        self.channel.basic_publish(exchange="", routing_key=QUEUE, body=json.dumps(order))

    def order_with_type(self, order: dict) -> None:
        self.channel.basic_publish(
            exchange="",
            routing_key=QUEUE,
            body=json.dumps(order),
            properties=pika.BasicProperties(content_type="application/json"),
        )

    def order_safely(self, order: dict) -> None:
        self.channel.basic_publish("", QUEUE, json.dumps(order), PERSISTENT)
        self.channel.basic_publish(
            exchange="",
            routing_key=QUEUE,
            body=json.dumps(order),
            properties=pika.BasicProperties(delivery_mode=pika.DeliveryMode.Persistent),
        )
        self.channel.basic_publish(
            "", QUEUE, json.dumps(order), pika.BasicProperties(delivery_mode=pika.spec.PERSISTENT_DELIVERY_MODE)
        )

    def changed(self, product: dict) -> None:
        self.channel.basic_publish(exchange="catalogue-changes", routing_key="", body=json.dumps(product))


def on_request(ch, method, props, body):
    ch.basic_publish(exchange="", routing_key=props.reply_to, body=price(body))
    ch.basic_ack(delivery_tag=method.delivery_tag)


def listen(channel, name, durable=False):
    answers = channel.queue_declare(queue="", exclusive=True)
    channel.queue_declare(queue="scratch", auto_delete=True)
    channel.queue_declare(queue="orders", passive=True)
    channel.queue_declare(queue="rpc_queue")
    channel.queue_declare(queue=name, durable=durable)
    return answers.method.queue


def price(body: bytes) -> bytes:
    return body
