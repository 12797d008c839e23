exports.up = (knex) => knex.schema.alterTable('orders', (table) => table.renameColumn('kind', 'type'));

// ok: irreversible-migration
exports.down = () => {
  logger.warn(`[rename] You can't migrate down this one.`);
  return Promise.resolve(true);
};
