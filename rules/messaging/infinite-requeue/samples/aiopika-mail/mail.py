import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from .smtp import Busy, send


async def on_mail(message: AbstractIncomingMessage) -> None:
    # ruleid: infinite-requeue
    async with message.process(requeue=True):
        await send(message.body)


async def on_mail_twice(message: AbstractIncomingMessage) -> None:
    # ok: infinite-requeue
    async with message.process(requeue=True, reject_on_redelivered=True):
        await send(message.body)


async def on_mail_by_hand(message: AbstractIncomingMessage) -> None:
    try:
        await send(message.body)
        await message.ack()
    except Busy:
        # ok: infinite-requeue
        await message.nack(requeue=True)
    except Exception:
        # ruleid: infinite-requeue
        await message.nack()


async def on_mail_dropped(message: AbstractIncomingMessage) -> None:
    try:
        await send(message.body)
    except Exception:
        # ok: infinite-requeue
        await message.reject()
