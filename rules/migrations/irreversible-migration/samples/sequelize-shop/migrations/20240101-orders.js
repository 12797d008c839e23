module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('orders', { id: { type: Sequelize.INTEGER, primaryKey: true } }),
  // ok: irreversible-migration
  down: (queryInterface) => queryInterface.dropTable('orders'),
};
