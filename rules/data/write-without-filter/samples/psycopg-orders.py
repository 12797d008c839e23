import psycopg


def close(connection: psycopg.Connection, owner: int) -> None:
    # ruleid: write-without-filter
    connection.execute("UPDATE orders SET open = false")
    # ok: write-without-filter
    connection.execute("UPDATE orders SET open = false WHERE owner = %s", (owner,))
    # ok: write-without-filter
    connection.execute(f"DELETE FROM orders {condition(owner)}")
    # ok: write-without-filter
    connection.execute("DELETE FROM session_cache")


def condition(owner: int) -> str:
    return f"WHERE owner = {owner:d}"
