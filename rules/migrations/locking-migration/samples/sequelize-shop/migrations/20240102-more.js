module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      // ok: locking-migration
      await queryInterface.addColumn('orders', 'note', { type: Sequelize.TEXT, allowNull: true }, { transaction });
      // ok: locking-migration
      await queryInterface.changeColumn('orders', 'code', { type: Sequelize.STRING(1024) }, { transaction });
      // ruleid: locking-migration
      await queryInterface.changeColumn('orders', 'note', { type: Sequelize.TEXT, allowNull: false }, { transaction });
      // ruleid: locking-migration
      await queryInterface.addConstraint('orders', { type: 'unique', fields: ['code'], transaction });
    });
    // ruleid: locking-migration
    await queryInterface.addIndex('orders', ['note']);
    // ok: locking-migration
    await queryInterface.addIndex('orders', { fields: ['code', 'note'], concurrently: true });
  },
  async down(queryInterface) {
    await queryInterface.removeConstraint('orders', 'orders_code_uk');
    await queryInterface.removeColumn('orders', 'note');
  },
};
