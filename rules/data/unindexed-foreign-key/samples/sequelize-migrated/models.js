const { DataTypes, Sequelize } = require('sequelize')

const sequelize = new Sequelize('postgres://localhost/shop')

const Note = sequelize.define('Note', { title: DataTypes.STRING }, { tableName: 'Notes' })
const Revision = sequelize.define('Revision', {
  // ok: unindexed-foreign-key
  noteId: { type: DataTypes.INTEGER, references: { model: 'Notes', key: 'id' } },
  // ruleid: unindexed-foreign-key
  baseId: { type: DataTypes.INTEGER, references: { model: 'Notes', key: 'id' } }
}, { tableName: 'Revisions' })

module.exports = { Note, Revision }
