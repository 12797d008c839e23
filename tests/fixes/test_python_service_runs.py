"""Fixed Python of services runs: limits, statuses, cookies, origins, models, logs and messages do what the fix says."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import sys
import threading
import warnings
from pathlib import Path
from types import ModuleType, SimpleNamespace
from unittest.mock import AsyncMock, MagicMock

import pytest
import requests
import sqlalchemy
from fastapi import FastAPI
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # between the libraries that it is made of
    from fastapi.testclient import TestClient

CASES = Path(__file__).parent / "python"
BEFORE_AND_AFTER = pytest.mark.parametrize("fixed", [False, True], ids=["before", "after"])
ORIGIN = "https://shop.example.com"


def nothing() -> dict[str, str]:
    """A handler."""
    return {}


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch):
    """A case as a module; what it imports from beside it, and libraries that are not there, are given by name."""
    engines = []
    real = sqlalchemy.create_engine

    def in_memory(_url: object, **_more: object) -> sqlalchemy.Engine:
        engines.append(real("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}))
        return engines[-1]

    monkeypatch.setattr(sqlalchemy, "create_engine", in_memory)

    def of(rule: str, case: str, fixed: bool, **others: object) -> ModuleType:
        package = ModuleType("cases")
        package.__path__ = []
        monkeypatch.setitem(sys.modules, "cases", package)
        for name, module in others.items():
            monkeypatch.setitem(sys.modules, name.replace("__", "."), module)
        path = CASES / rule / f"{case}{'.fixed' if fixed else ''}.py"
        spec = importlib.util.spec_from_file_location("cases.one", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "cases.one", module)
        spec.loader.exec_module(module)
        if hasattr(module, "Base"):
            module.Base.metadata.create_all(engines[0] if engines else real("sqlite://"))
        module.engines = engines
        return module

    return of


@BEFORE_AND_AFTER
def test_calls_have_a_timeout(load, fixed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def send(self, request, **more):
        given.append(more["timeout"])
        answer = requests.Response()
        answer._content = b"[]"
        return answer

    monkeypatch.setattr(requests.Session, "send", send)
    case = load("missing-timeout", "requests_calls", fixed)
    assert case.orders("ann") == []
    case.bounded(requests.Session())
    assert given == [10 if fixed else None] * 6


@BEFORE_AND_AFTER
def test_origins_come_from_the_configuration(load, fixed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORS_ORIGINS", ORIGIN)
    app = load("permissive-cors", "fastapi_app", fixed).app
    app.get("/")(nothing)
    client = TestClient(app)
    own = client.get("/", headers={"Origin": ORIGIN}).headers
    other = client.get("/", headers={"Origin": "https://evil.example.com", "Cookie": "a=b"}).headers
    assert own["access-control-allow-origin"] == (ORIGIN if fixed else "*")
    assert ("access-control-allow-origin" in other) is not fixed


@BEFORE_AND_AFTER
def test_hosts_come_from_the_configuration(load, fixed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "shop.example.com")
    app = load("allow-all-hosts", "main", fixed, uvicorn=ModuleType("uvicorn")).app
    app.get("/")(nothing)
    client = TestClient(app)
    assert client.get("/", headers={"Host": "shop.example.com"}).status_code == 200
    assert client.get("/", headers={"Host": "evil.example.com"}).status_code == (400 if fixed else 200)


@BEFORE_AND_AFTER
@pytest.mark.parametrize("wanted", [False, True])
def test_debug_mode_is_the_environments_choice(
    load, fixed: bool, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    if wanted:
        monkeypatch.setenv("FLASK_DEBUG", "1")
    assert load("debug-enabled", "flask_app", fixed).app.debug is (wanted or not fixed)


@BEFORE_AND_AFTER
def test_cookies_have_flags(load, fixed: bool) -> None:
    client = TestClient(load("insecure-cookie", "fastapi_login", fixed).app)
    words = client.post("/login?token=t").headers["set-cookie"].lower()
    assert ("httponly" in words, "secure" in words, "samesite=lax" in words) == (fixed, fixed, True)
    app = load("insecure-cookie", "flask_login", fixed)
    with app.app.test_request_context():
        cookies = app.login("t").headers.getlist("Set-Cookie")
    flags = [all(flag in cookie for flag in ("HttpOnly", "Secure", "SameSite=Lax")) for cookie in cookies]
    assert flags
    assert all(flags) is fixed
    headers = []
    load("insecure-cookie", "handwritten", fixed).application({"token": "t"}, lambda _, sent: headers.extend(sent))
    assert [all(flag in text for flag in ("HttpOnly", "Secure", "SameSite=Lax")) for _, text in headers] == [fixed] * 2


@BEFORE_AND_AFTER
def test_lists_are_pages(load, fixed: bool) -> None:
    case = load("unpaginated-list", "orders", fixed)
    with case.Local() as db:
        db.add_all([case.Order(id=number, state="paid") for number in range(1, 121)])
        db.add_all([case.Shipment(order_id=number, number=number) for number in range(1, 121)])
        db.commit()
    client = TestClient(case.app)
    for path in ("/orders", "/paid/orders?customer=1", "/shipments", "/sized/orders", "/sent/orders"):
        rows = client.get(path).json()
        assert len(rows) == ((20 if path == "/sized/orders" else 50) if fixed else 120), path
    assert len(client.get("/orders?limit=100&offset=100").json()) == (20 if fixed else 120)
    assert client.get("/orders?limit=1000").status_code == (422 if fixed else 200)
    newest = client.get("/paid/orders?customer=1").json()[0]["id"]
    assert newest == 120


@BEFORE_AND_AFTER
def test_page_sizes_have_a_maximum(load, fixed: bool) -> None:
    case = load("unbounded-page-size", "orders", fixed)
    with case.SessionLocal() as db:
        db.add_all([case.Order(id=number) for number in range(1, 121)])
        db.commit()
    client = TestClient(case.app)
    for path, size in (("/orders", 50), ("/dependency/orders", 100), ("/class/orders", 20)):
        assert len(client.get(path).json()) == size
        assert client.get(f"{path}?limit=1000").status_code == (422 if fixed else 200)


@BEFORE_AND_AFTER
def test_columns_have_indexes(load, fixed: bool) -> None:
    case = load("unindexed-foreign-key", "orders", fixed)
    indexed = {column.name for index in case.Order.__table__.indexes for column in index.columns}
    assert indexed == {"referrer_id", *({"customer_id", "seller_id"} if fixed else ())}
    case = load("unindexed-filter", "invoices", fixed)
    indexed = {index.columns.keys()[0] for index in case.Invoice.__table__.indexes}
    assert {"number", "made"} <= indexed or not fixed


@BEFORE_AND_AFTER
def test_rows_are_unique(load, fixed: bool) -> None:
    case = load("missing-unique-constraint", "users", fixed)
    for rows in (
        [case.User(email="a@example.com", handle=name, status="new") for name in "ab"],
        [case.Tag(owner_id=1, name="x") for _ in "ab"],
    ):
        with Session(case.engines[0]) as db:
            db.add_all(rows)
            if fixed:
                with pytest.raises(IntegrityError):
                    db.commit()
            else:
                db.commit()


@BEFORE_AND_AFTER
def test_times_know_their_zone(load, fixed: bool) -> None:
    case = load("naive-timestamp", "orders", fixed, psycopg=ModuleType("psycopg"))
    table = case.Order.__table__
    assert {name: table.c[name].type.timezone for name in ("created_at", "paid_at")} == {
        "created_at": fixed,
        "paid_at": fixed,
    }
    if not fixed:
        return  # the former defaults warn
    for name in ("paid_at", "seen_at"):
        assert table.c[name].default.arg(None).tzinfo is not None


@BEFORE_AND_AFTER
def test_money_is_decimal(load, fixed: bool) -> None:
    case = load("float-money", "products", fixed)
    kinds = [case.Product.price.type, case.Invoice.total_amount.type, case.Account.balance.type]
    assert [isinstance(kind, sqlalchemy.Float) for kind in kinds] == [not fixed] * 3
    assert isinstance(case.Product.weight.type, sqlalchemy.Float)


@BEFORE_AND_AFTER
def test_statuses_say_what_was_done(load, fixed: bool) -> None:
    client = TestClient(load("wrong-success-status", "orders", fixed).app)
    made = client.post("/orders?note=x")
    assert made.status_code == (201 if fixed else 200)
    assert client.delete(f"/orders/{made.json()['id']}").status_code == (204 if fixed else 200)
    if fixed:
        assert client.delete("/v4/orders/1").content == b""


@BEFORE_AND_AFTER
def test_failures_have_a_status(load, fixed: bool) -> None:
    store = SimpleNamespace(find=lambda _: None, create=MagicMock(side_effect=ValueError("no lines")))
    beside = SimpleNamespace(store=store)
    client = TestClient(load("error-with-success-status", "orders", fixed, cases__store=beside).app)
    missing, refused = client.get("/orders/1"), client.post("/orders", json={})
    assert (missing.status_code, missing.json()) == (404 if fixed else 200, {"error": "no such order"})
    assert refused.status_code == (400 if fixed else 200)
    beside = SimpleNamespace(store=SimpleNamespace(get=lambda _: None), Full=KeyError)
    app = load("error-with-success-status", "items", fixed, cases__store=beside).app
    answer = app.test_client().get("/items/1")
    assert (answer.status_code, answer.json) == (404 if fixed else 200, {"error": "not found"})


@BEFORE_AND_AFTER
def test_errors_are_in_the_log(load, fixed: bool, caplog: pytest.LogCaptureFixture) -> None:
    gateway = MagicMock()
    gateway.charge = AsyncMock(side_effect=RuntimeError("no money"))
    gateway.find = MagicMock(side_effect=RuntimeError("no one"))
    case = load("swallowed-error", "orders", fixed, cases__payments=SimpleNamespace(gateway=gateway))
    assert asyncio.run(case.pay(1)) == {"status": "paid"}
    assert case.Importer().find("x") is None
    told = [(record.message, str(record.exc_info[1])) for record in caplog.records if record.exc_info]
    assert told == ([("pay failed", "no money"), ("Importer.find failed", "no one")] if fixed else [])


@BEFORE_AND_AFTER
def test_error_texts_stay_inside(load, fixed: bool, caplog: pytest.LogCaptureFixture) -> None:
    broken = AsyncMock(side_effect=RuntimeError("SELECT secret"))
    store = SimpleNamespace(insert=broken, all=broken, update=broken)
    case = load("leaked-error-detail", "orders", fixed, cases__store=SimpleNamespace(store=store))
    app = FastAPI()
    app.include_router(case.router)
    client = TestClient(app)
    answers = [client.post("/orders", json={}), client.get("/orders"), client.put("/orders", json={})]
    assert [answer.status_code for answer in answers] == [500, 500, 400]
    assert ["SELECT" in answer.text for answer in answers] == [not fixed] * 3
    assert sum("SELECT secret" in (record.exc_text or "") for record in caplog.records) == (3 if fixed else 0)


@BEFORE_AND_AFTER
def test_lines_are_logged(load, fixed: bool, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    case = load("print-logging", "users", fixed)
    asyncio.run(case.create_user({"name": "ann"}))
    lines = ["user ann created at 100%", "1 fields", "{'name': 'ann'}"]
    logged = [record.getMessage() for record in caplog.records if record.name == "cases.one"]
    assert logged == ([*lines, "listing"] if fixed else [])
    assert capsys.readouterr().out.splitlines() == (["a-b"] if fixed else [*lines, "a-b"])


@BEFORE_AND_AFTER
def test_messages_are_acknowledged_after_the_work(load, fixed: bool) -> None:
    process, pika = MagicMock(), MagicMock()
    beside = {"cases__work": SimpleNamespace(process=process), "pika": pika}
    case = load("auto-acknowledge", "orders", fixed, **beside)
    asked = pika.BlockingConnection().channel().basic_consume.call_args_list[0]
    assert asked.kwargs.get("auto_ack", False) is not fixed
    for handler in (case.handle, case.handle_early, case.Consumer().on_order):
        channel = MagicMock()
        process.side_effect = RuntimeError("no")
        with pytest.raises(RuntimeError):
            handler(channel, MagicMock(), None, b"{}")
        lost = channel.basic_ack.called
        process.side_effect = None
        handler(channel, MagicMock(delivery_tag=7), None, b"{}")
        if fixed:
            assert not lost
            channel.basic_ack.assert_called_once_with(delivery_tag=7)
        else:
            assert lost is (handler is case.handle_early)


@BEFORE_AND_AFTER
def test_prefetch_is_limited_before_consuming(load, fixed: bool) -> None:
    pika = MagicMock()
    beside = {"cases__images": MagicMock(), "pika": pika}
    load("missing-prefetch", "thumbnails", fixed, **beside).main()
    names = [name for name, _, _ in pika.BlockingConnection().channel().mock_calls]
    assert names[:3] == ["queue_declare", *(["basic_qos"] if fixed else []), "basic_consume", "start_consuming"][:3]


@BEFORE_AND_AFTER
def test_messages_and_queues_survive_a_restart(load, fixed: bool) -> None:
    pika = MagicMock()
    case = load("transient-queue", "publisher", fixed, pika=pika)
    publisher = case.Publisher("amqp://broker")
    declared = publisher.channel.queue_declare.call_args_list
    assert [call.kwargs.get("durable", False) for call in declared[3:]] == [fixed, fixed]
    publisher.order({})
    assert ("properties" in publisher.channel.basic_publish.call_args.kwargs) is fixed


@BEFORE_AND_AFTER
def test_entries_of_the_cache_expire(load, fixed: bool) -> None:
    client = MagicMock(set=AsyncMock())
    redis = SimpleNamespace(asyncio=SimpleNamespace(Redis=lambda **_: client))
    case = load("cache-without-expiry", "users", fixed, redis=redis, redis__asyncio=redis.asyncio)
    asyncio.run(case.remember(1, {"name": "ann"}))
    assert [call.kwargs.get("ex") for call in client.set.call_args_list] == [300 if fixed else None] * 2


@BEFORE_AND_AFTER
def test_blocking_calls_leave_the_loop(load, fixed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    passlib = SimpleNamespace(context=SimpleNamespace(CryptContext=MagicMock()))
    case = load("blocking-call-in-async", "rates", fixed, passlib=passlib, passlib__context=passlib.context)
    threads = []

    def get(url: str, timeout: int) -> SimpleNamespace:
        threads.append(threading.current_thread())
        return SimpleNamespace(json=lambda: {"url": url, "timeout": timeout})

    monkeypatch.setattr(requests, "get", get)
    assert asyncio.run(case.rates()) == {"url": case.URL, "timeout": 5}
    assert (threads == [threading.main_thread()]) is not fixed
