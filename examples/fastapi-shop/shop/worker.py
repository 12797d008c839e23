"""Takes orders from the queue and reserves them at the warehouse: ``python -m shop.worker``."""

import json
import logging

import pika
import requests

from shop.settings import settings

logger = logging.getLogger(__name__)
WAREHOUSE = "https://warehouse.shop.internal/v2/reservations"


def handle(channel, method, properties, body: bytes) -> None:
    event = json.loads(body)
    response = requests.post(WAREHOUSE, json={"order": event["order_id"]}, timeout=5)
    response.raise_for_status()
    logger.info("order %s is reserved", event["order_id"])


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    connection = pika.BlockingConnection(pika.ConnectionParameters(settings.broker_host))
    channel = connection.channel()
    channel.queue_declare("orders", durable=True)
    channel.basic_consume(queue="orders", on_message_callback=handle, auto_ack=True)
    channel.start_consuming()


if __name__ == "__main__":
    main()
