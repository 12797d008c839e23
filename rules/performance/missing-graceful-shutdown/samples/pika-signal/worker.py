import signal

import pika


def handle(channel, method, properties, body):
    channel.basic_ack(method.delivery_tag)


connection = pika.BlockingConnection(pika.ConnectionParameters("queue"))
channel = connection.channel()
signal.signal(signal.SIGTERM, lambda *_: connection.add_callback_threadsafe(channel.stop_consuming))
channel.basic_consume("orders", handle)
# ok: missing-graceful-shutdown
channel.start_consuming()
