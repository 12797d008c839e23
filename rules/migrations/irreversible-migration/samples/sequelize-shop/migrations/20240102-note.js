module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('orders', 'note', Sequelize.TEXT);
  },
  // ruleid: irreversible-migration
  async down() {
    // TODO
  },
};
