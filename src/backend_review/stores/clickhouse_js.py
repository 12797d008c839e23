"""ClickHouse from Node.js. https://clickhouse.com/docs/integrations/javascript"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, makes, name_of, runs_sql, table
from backend_review.model.values import Unknown, Value

C = "@clickhouse/client.ClickHouseClient"
TYPES = {C: C, "@clickhouse/client-web.ClickHouseClient": C}
LIBRARIES = ("@clickhouse/client", "@clickhouse/client-web")


def _insert(use: Use) -> Value:
    """``insert({ table, values })``."""
    use.emit("write", name_of(use.option("table")))
    return Unknown()


RULES: dict[str, Rule] = {
    "@clickhouse/client.createClient": makes(C, "connect"),
    "@clickhouse/client-web.createClient": makes(C, "connect"),
    **table(C, "query command exec", runs_sql()),
    f"{C}.insert": _insert,
}
