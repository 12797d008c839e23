module.exports = (sequelize, DataTypes) =>
  sequelize.define('Order', { code: DataTypes.STRING, note: DataTypes.TEXT }, { tableName: 'orders', timestamps: false });
