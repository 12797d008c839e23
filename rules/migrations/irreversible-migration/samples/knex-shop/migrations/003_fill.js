exports.up = (knex) => knex('orders').update({ note: '' });

// ok: irreversible-migration
exports.down = async () => {
  throw new Error('what the notes were before is not known');
};
