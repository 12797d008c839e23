const { DataTypes, Sequelize } = require('sequelize')

const sequelize = new Sequelize('postgres://localhost/shop')

const Customer = sequelize.define('customer', { name: DataTypes.STRING })
const Order = sequelize.define(
  'order',
  {
    // ruleid: unindexed-foreign-key
    shopId: { type: DataTypes.INTEGER, references: { model: 'shops', key: 'id' } },
    // ok: unindexed-foreign-key
    sellerId: { type: DataTypes.INTEGER, references: { model: 'customers', key: 'id' } },
  },
  { indexes: [{ fields: ['sellerId', 'createdAt'] }] },
)
const Shop = sequelize.define('shop', { name: DataTypes.STRING })
const Visit = sequelize.define('visit', {})
// ruleid: unindexed-foreign-key
Visit.belongsTo(Customer)

module.exports = { Customer, Order, Shop, Visit }
