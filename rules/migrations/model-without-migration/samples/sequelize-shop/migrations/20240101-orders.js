module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('orders', {
      id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
      code: Sequelize.STRING,
    }),
  down: (queryInterface) => queryInterface.dropTable('orders'),
};
