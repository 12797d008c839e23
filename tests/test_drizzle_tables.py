"""The tables of Drizzle schemas."""

from __future__ import annotations

from pathlib import Path

from test_tables import columns, indexes, tables

SCHEMA = """
    import { relations } from 'drizzle-orm'
    import { doublePrecision, index, integer, pgEnum, pgTable, primaryKey, serial, text, timestamp, uniqueIndex,
      varchar } from 'drizzle-orm/pg-core'

    export const state = pgEnum('state', ['open', 'paid'])

    export const users = pgTable('users', {
      id: serial('id').primaryKey(),
      email: varchar('email', { length: 200 }).notNull().unique(),
    })

    export const orders = pgTable('orders', {
      id: serial('id').primaryKey(),
      userId: integer('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
      state: state('state').default('open'),
      price: doublePrecision('price'),
      at: timestamp('at', { withTimezone: true }).defaultNow(),
    }, (t) => ({
      byState: index('by_state').on(t.state, t.at),
      once: uniqueIndex('once').on(t.userId, t.at),
    }))

    export const watchers = pgTable('watchers', {
      orderId: integer('order_id').references(() => orders.id),
      userId: integer('user_id').references(() => users.id),
      note: text(),
    }, (t) => [primaryKey({ columns: [t.orderId, t.userId] })])

    export const ofUsers = relations(users, ({ many }) => ({ orders: many(orders) }))
    export const ofOrders = relations(orders, ({ one }) => ({
      user: one(users, { fields: [orders.userId], references: [users.id] }),
    }))
"""


def test_tables_and_relations(tmp_path: Path) -> None:
    found = tables(tmp_path, {"schema.ts": SCHEMA})
    assert set(found) == {"users", "orders", "watchers"}
    orders = found["orders"]
    assert columns(orders) == [
        ("id", "integer", False),
        ("user_id", "integer", False),
        ("state", "enum", True),
        ("price", "float", True),
        ("at", "timestamptz", True),
    ]
    assert indexes(orders) == [(("state", "at"), False), (("user_id", "at"), True)]
    assert orders.columns["state"].values == ("open", "paid")
    reference = orders.columns["user_id"].references
    assert reference is not None
    assert (reference.table, reference.column, reference.on_delete) == ("users", "id", "CASCADE")
    assert orders.dialect == "postgresql"
    assert indexes(found["users"]) == [(("email",), True)]
    assert found["watchers"].key == ("order_id", "user_id")
    assert list(found["watchers"].columns) == ["order_id", "user_id", "note"]
    user, many = orders.relations["user"], found["users"].relations["orders"]
    assert (user.target, user.many, user.columns) == ("users", False, ("user_id",))
    assert (many.target, many.many) == ("orders", True)


def test_tables_of_a_creator_and_names_in_snake_case(tmp_path: Path) -> None:
    files = {
        "db.ts": """
            import { drizzle } from 'drizzle-orm/node-postgres'
            export const db = drizzle(process.env.URL, { casing: 'snake_case' })
        """,
        "schema.ts": """
            import { index, integer, pgTableCreator, text } from 'drizzle-orm/pg-core'

            export const table = pgTableCreator((name) => `shop_${name}`)
            export const users = table('users', {
              id: integer().primaryKey(), firstName: text(), nick: text('nickName') })
            export const posts = table('posts', { authorId: integer().references(() => users.id) },
              (t) => [index('by_author').on(t.authorId)])
        """,
    }
    found = tables(tmp_path, files)
    assert set(found) == {"shop_users", "shop_posts"}
    assert columns(found["shop_users"]) == [
        ("id", "integer", False),
        ("first_name", "text", True),
        ("nickName", "text", True),
    ]
    posts = found["shop_posts"]
    assert indexes(posts) == [(("author_id",), False)]
    assert posts.columns["author_id"].references is not None
    assert posts.columns["author_id"].references.table == "shop_users"
