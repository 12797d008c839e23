import { pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

export const markerKind = pgEnum('marker_kind', ['home', 'notifications'])

export const markers = pgTable(
  'markers',
  { ownerId: uuid('owner_id').notNull(), kind: markerKind('kind').notNull(), lastReadId: text('last_read_id') },
  (table) => [primaryKey({ columns: [table.ownerId, table.kind] })],
)

export const notes = pgTable(
  'notes',
  { ownerId: uuid('owner_id').notNull(), name: text('name').notNull(), body: text('body') },
  (table) => [primaryKey({ columns: [table.ownerId, table.name] })],
)
