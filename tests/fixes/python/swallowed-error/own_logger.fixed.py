import logging

from .payments import gateway

log = logging.getLogger("payments")


def pay(order):
	try:
		gateway.charge(order)
	except Exception:
		log.exception("pay failed")
