import json
import subprocess

import pika


def on_message(channel, method, properties, body):
    order = json.loads(body)
    # ruleid: command-injection
    subprocess.run("lp " + order["file"], shell=True, check=True)
    # ok: command-injection
    subprocess.run(["lp", "--", order["file"]], check=True)
    channel.basic_ack(method.delivery_tag)


def main():
    connection = pika.BlockingConnection(pika.ConnectionParameters("localhost"))
    channel = connection.channel()
    channel.queue_declare("orders", durable=True)
    channel.basic_qos(prefetch_count=1)
    channel.basic_consume(queue="orders", on_message_callback=on_message)
    channel.start_consuming()


main()
