module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('orders', {
      id: { type: Sequelize.INTEGER, primaryKey: true },
      code: Sequelize.STRING,
      note: Sequelize.TEXT,
      remark: Sequelize.TEXT,
    }),
  down: (queryInterface) => queryInterface.dropTable('orders'),
};
