"""Amounts of money in columns of floating-point numbers."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._tables import of_columns, words_of
from backend_review.finding import Match
from backend_review.model.tables import Column, Table

_MONEY = {"price", "prices", "salary", "subtotal", "wage", "payout", "payment", "refund", "revenue", "fee",
          "fees", "msrp", "deposit", "surcharge", "donation"}  # fmt: skip
# A balance may be one of hours or points, which another word then says.
_BALANCE = {"balance", "account", "wallet", "current", "available", "opening", "closing", "starting", "initial", "old", "new",
            "total", "cash", "user", "customer", "remaining", "outstanding", "pending", "locked"}  # fmt: skip
# Money only where the table is about money, or says in which currency.
_MAYBE = {"amount", "total", "cost", "costs", "sum", "tax", "discount", "credit", "debit", "budget", "income", "paid",
          "due", "net", "gross", "value"}  # fmt: skip
_ABOUT_MONEY = {"order", "orders", "invoice", "invoices", "payment", "payments", "transaction", "transactions", "billing",
                "bill", "bills", "cart", "carts", "wallet", "wallets", "subscription", "subscriptions", "charge", "charges",
                "refund", "refunds", "payout", "payouts", "expense", "expenses", "purchase", "purchases", "sale", "sales",
                "coupon", "coupons", "donation", "donations", "salary", "salaries", "payroll", "loan", "loans"}  # fmt: skip
_NO_AMOUNT = {"rate", "ratio", "percent", "percentage", "pct", "score", "weight", "factor", "multiplier", "index",
              "count", "id", "change", "elasticity", "sensitivity", "probability", "confidence", "share", "days",
              "hours", "seconds", "quantity", "qty", "tokens"}  # fmt: skip


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each column that holds money as float, double or real."""
    found = [
        (table, column)
        for table in backend.tables_asked_for()
        for column in table.columns.values()
        if column.type == "float" and _is_money(table, column)
    ]
    yield from of_columns(
        "float-money",
        found,
        "`{name}` keeps money as `{type}`, which cannot hold most decimal amounts: sums drift and equal amounts differ. "
        "Make it NUMERIC with a fixed scale, or whole cents in an integer.",
        "{count} columns keep money as floating-point numbers (`{name}` is the first), so sums drift and equal amounts "
        "differ. Make them NUMERIC with a fixed scale, or whole cents in integers.",
    )


def _is_money(table: Table, column: Column) -> bool:
    words = words_of(column.name)
    if set(words) & _NO_AMOUNT:
        return False
    if set(words) & _MONEY or ("balance" in words and set(words) <= _BALANCE):
        return True
    money_table = bool(set(words_of(table.name) + words_of(table.model)) & _ABOUT_MONEY)
    currency = any("currency" in words_of(other) for other in table.columns)
    return bool(set(words) & {*_MAYBE, "balance"}) and (money_table or currency)
