import asyncio
import time
from time import sleep

import pytest


@pytest.fixture
def broker():
    started = start()
    # ruleid: sleep-in-test
    time.sleep(3)
    return started


def test_mail(broker):
    broker.publish("order")
    # ruleid: sleep-in-test
    sleep(0.5)
    assert broker.mails


def test_mail_polled(broker):
    deadline = time.monotonic() + 10
    while not broker.mails:
        assert time.monotonic() < deadline
        # ok: sleep-in-test
        time.sleep(0.05)


def test_mail_tried(broker):
    for _ in range(100):
        if broker.mails:
            break
        # ok: sleep-in-test
        time.sleep(0.05)
    assert broker.mails


async def test_async(broker):
    # ok: sleep-in-test
    await asyncio.sleep(0)
    # ruleid: sleep-in-test
    await asyncio.sleep(1)
    assert broker.mails


def test_slow_server(broker):
    def handler(request):
        # ok: sleep-in-test
        time.sleep(5)

    broker.on_request(handler)
    assert broker.times_out()


@pytest.mark.skip(reason="slow")
def test_skipped(broker):
    # ok: sleep-in-test
    time.sleep(60)


def start():
    return None


class TestOrders:
    def setup_method(self):
        # ruleid: sleep-in-test
        time.sleep(1)

    def test_ok(self):
        assert self
