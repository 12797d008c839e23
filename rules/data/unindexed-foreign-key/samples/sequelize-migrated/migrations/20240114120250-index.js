module.exports = {
  up: (queryInterface) => queryInterface.addIndex('Revisions', ['noteId'], {}),
  down: (queryInterface) => queryInterface.removeIndex('Revisions', ['noteId'])
}
