const { Sequelize, DataTypes } = require('sequelize');

const sequelize = new Sequelize(process.env.DATABASE_URL);
const Order = sequelize.define('order', { note: DataTypes.TEXT });

async function prepare() {
  if (process.env.NODE_ENV !== 'production') {
    // ok: schema-sync-in-production
    await sequelize.sync({ force: true });
  }
  // ok: schema-sync-in-production
  await sequelize.sync();
}

async function seedOrders() {
  // ok: schema-sync-in-production
  await Order.sync({ force: true });
}

async function forTests() {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('never here');
  }
  // ok: schema-sync-in-production
  await sequelize.sync({ force: true });
}

module.exports = { sequelize, Order, prepare, seedOrders, forTests };
