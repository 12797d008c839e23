module.exports = {
  async up(queryInterface) {
    // ruleid: destructive-migration
    await queryInterface.renameColumn('orders', 'note', 'comment');
    // ok: destructive-migration
    await queryInterface.removeColumn('orders', 'remark');
  },
  async down(queryInterface, Sequelize) {
    await queryInterface.renameColumn('orders', 'comment', 'note');
    await queryInterface.addColumn('orders', 'remark', Sequelize.TEXT);
  },
};
