import pika


def handle(channel, method, properties, body):
    channel.basic_ack(method.delivery_tag)


connection = pika.BlockingConnection(pika.ConnectionParameters("queue"))
channel = connection.channel()
channel.basic_consume("orders", handle)
# ruleid: missing-graceful-shutdown
channel.start_consuming()
