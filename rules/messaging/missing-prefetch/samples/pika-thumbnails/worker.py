import pika

from .images import shrink


def handle(ch, method, properties, body):
    shrink(body)
    ch.basic_ack(delivery_tag=method.delivery_tag)


def main() -> None:
    connection = pika.BlockingConnection(pika.ConnectionParameters("broker"))
    channel = connection.channel()
    channel.queue_declare("thumbnails", durable=True)
    # ruleid: missing-prefetch
    channel.basic_consume(queue="thumbnails", on_message_callback=handle)
    # ok: missing-prefetch
    channel.basic_consume(queue="answers", on_message_callback=handle, auto_ack=True)
    # ok: missing-prefetch
    channel.basic_consume("amq.rabbitmq.reply-to", handle)
    channel.start_consuming()
