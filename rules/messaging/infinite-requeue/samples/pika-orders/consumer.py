import json
import logging

import pika

from .orders import OutOfStock, place

log = logging.getLogger(__name__)
MAX_DELIVERIES = 5


def on_order(channel, method, properties, body):
    try:
        place(json.loads(body))
        channel.basic_ack(method.delivery_tag)
    except Exception:
        log.exception("order failed, will retry")
        # ruleid: infinite-requeue
        channel.basic_nack(method.delivery_tag, requeue=True)


def on_order_by_default(channel, method, properties, body):
    try:
        place(json.loads(body))
    except:  # noqa: E722
        # ruleid: infinite-requeue
        channel.basic_nack(delivery_tag=method.delivery_tag)
        raise


def on_order_rejected(channel, method, properties, body):
    try:
        place(json.loads(body))
    except (ValueError, Exception) as error:
        log.error("%s", error)
        # ruleid: infinite-requeue
        channel.basic_reject(delivery_tag=method.delivery_tag, requeue=True)


def again(channel, method):
    # ruleid: infinite-requeue
    channel.basic_nack(method.delivery_tag, False, True)


def on_order_with_helper(channel, method, properties, body):
    try:
        place(json.loads(body))
    except Exception:
        again(channel, method)


def on_order_once_more(channel, method, properties, body):
    try:
        place(json.loads(body))
    except Exception:
        # ok: infinite-requeue
        channel.basic_nack(method.delivery_tag, requeue=not method.redelivered)


def on_order_counted(channel, method, properties, body):
    deaths = (properties.headers or {}).get("x-death", [])
    try:
        place(json.loads(body))
    except Exception:
        if len(deaths) < MAX_DELIVERIES:
            # ok: infinite-requeue
            channel.basic_nack(method.delivery_tag, requeue=True)
        else:
            channel.basic_nack(method.delivery_tag, requeue=False)


def on_order_temporary(channel, method, properties, body):
    try:
        place(json.loads(body))
    except OutOfStock:
        # ok: infinite-requeue
        channel.basic_nack(method.delivery_tag, requeue=True)
    except Exception:
        # ok: infinite-requeue
        channel.basic_nack(method.delivery_tag, requeue=False)


def stopping(channel, method):
    # ok: infinite-requeue
    channel.basic_nack(method.delivery_tag, requeue=True)
