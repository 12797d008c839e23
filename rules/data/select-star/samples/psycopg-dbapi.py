import psycopg

ONE = """
    -- the user of a session
    -- ok: select-star
    SELECT id, email FROM users WHERE id = %s
"""


def load(conn: psycopg.Connection, user_id: int):
    # ruleid: select-star
    conn.execute("SELECT * FROM users WHERE id = %s", (user_id,))
    # ruleid: select-star
    conn.execute(f"select u.*, o.total from users u join orders o on o.user_id = u.id limit {int(user_id)}")
    # ok: select-star
    conn.execute("SELECT count(*) FROM users")
    # ok: select-star
    conn.execute("SELECT id FROM users u WHERE EXISTS (SELECT * FROM orders o WHERE o.user_id = u.id)")
    # ok: select-star
    conn.execute("WITH recent AS (SELECT id, total FROM orders) SELECT * FROM recent")
    # ok: select-star
    conn.execute("SELECT * FROM (SELECT id, total FROM orders) AS recent")
    # ok: select-star
    print("SELECT * with care")
