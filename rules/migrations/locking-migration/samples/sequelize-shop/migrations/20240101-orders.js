module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.createTable('orders', {
      id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
      code: { type: Sequelize.STRING },
    });
    // ok: locking-migration
    await queryInterface.addIndex('orders', ['code']);
  },
  down: (queryInterface) => queryInterface.dropTable('orders'),
};
