"""Orders are paid here."""

import logging

from fastapi import APIRouter

from .payments import gateway

logger = logging.getLogger(__name__)

router = APIRouter()


@router.post("/orders/{order_id}/pay")
async def pay(order_id: int):
    try:
        await gateway.charge(order_id)
    except Exception:
        logger.exception("pay failed")
    return {"status": "paid"}


class Importer:
    async def run(self, rows):
        for row in rows:
            try:
                await gateway.register(row)
            except Exception as error:
                logger.exception("Importer.run failed")
                continue

    def find(self, name):
        try:
            return gateway.find(name)
        except:
            logger.exception("Importer.find failed")
            return None


def invite(user):
    try: gateway.invite(user)
    except: logger.exception("invite failed")
    try:
        gateway.greet(user)
    except Exception:
        # the greeting is sent again by the nightly run
        pass
