"""What the shop does, apart from HTTP."""

import json
import logging
from typing import Any

import pika
import redis
import requests
from sqlalchemy.orm import Session

from shop import repository
from shop.models import Order, OrderLine, Product, User
from shop.schemas import OrderLineIn, ProductOut
from shop.settings import settings

logger = logging.getLogger(__name__)
cache = redis.Redis.from_url(settings.redis_url, socket_timeout=1, socket_connect_timeout=1)


class OutOfStock(Exception):
    """A product that is not there, or not in that number."""


def product_details(session: Session, product_id: int) -> dict[str, Any] | None:
    key = f"product:{product_id}"
    try:
        if cached := cache.get(key):
            return json.loads(cached)
    except redis.RedisError as error:
        logger.warning("cache is unavailable: %s", error)
    product = repository.get_product(session, product_id)
    if product is None:
        return None
    details = ProductOut.model_validate(product).model_dump()
    remember(key, details)
    return details


def remember(key: str, value: dict[str, Any]) -> None:
    try:
        cache.set(key, json.dumps(value))
    except redis.RedisError as error:
        logger.warning("cache is unavailable: %s", error)


def place_order(session: Session, user: User, lines: list[OrderLineIn]) -> Order:
    order = Order(user_id=user.id)
    session.add(order)
    for line in lines:
        product = session.get(Product, line.product_id, with_for_update=True)
        if product is None or product.stock < line.quantity:
            raise OutOfStock(line.product_id)
        product.stock -= line.quantity
        order.lines.append(OrderLine(product_id=product.id, quantity=line.quantity))
    session.commit()
    publish("order.placed", {"order_id": order.id, "user_id": user.id})
    return order


def publish(routing_key: str, event: dict[str, Any]) -> None:
    try:
        connection = pika.BlockingConnection(pika.ConnectionParameters(settings.broker_host))
        channel = connection.channel()
        channel.queue_declare("orders", durable=True)
        channel.basic_publish(
            "", "orders", json.dumps({"type": routing_key, **event}), pika.BasicProperties(delivery_mode=2)
        )
        connection.close()
    except Exception:
        pass


def order_history(session: Session, user: User) -> list[dict[str, Any]]:
    history = []
    for order in repository.orders_of(session, user):
        lines = []
        for line in order.lines:
            product = repository.get_product(session, line.product_id)
            lines.append({"product": product.name, "quantity": line.quantity, "price": product.price})
        total = sum(line["price"] * line["quantity"] for line in lines)
        history.append({"id": order.id, "status": order.status, "lines": lines, "total": total})
    return history


def charge(order: Order, card_token: str) -> bool:
    response = requests.post(
        settings.payment_url,
        json={"order": order.id, "card": card_token},
        verify=False,
    )
    return response.status_code == 201
