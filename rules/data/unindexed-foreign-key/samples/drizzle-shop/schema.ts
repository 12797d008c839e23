import { index, integer, pgTable, serial, text } from 'drizzle-orm/pg-core'

export const customers = pgTable('customers', { id: serial('id').primaryKey(), name: text('name').notNull() })

export const orders = pgTable(
  'orders',
  {
    id: serial('id').primaryKey(),
    // ruleid: unindexed-foreign-key
    customerId: integer('customer_id').references(() => customers.id, { onDelete: 'cascade' }),
    // ok: unindexed-foreign-key
    sellerId: integer('seller_id').references(() => customers.id),
    // ok: unindexed-foreign-key
    couponId: integer('coupon_id').unique().references(() => customers.id),
  },
  (table) => [index('by_seller').on(table.sellerId, table.id)],
)
