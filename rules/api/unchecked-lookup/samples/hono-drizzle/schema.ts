import { pgTable, text, uuid } from 'drizzle-orm/pg-core'

export const notes = pgTable('notes', { id: uuid('id').primaryKey(), text: text('text').notNull() })

export const pins = pgTable('pins', {
  id: uuid('id').primaryKey(),
  noteId: uuid('note_id').references(() => notes.id),
})
