const { refill } = require('../lib/notes');

module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.query("UPDATE orders SET note = ''");
  },
  // ok: irreversible-migration
  async down() {
    await refill();
  },
};
