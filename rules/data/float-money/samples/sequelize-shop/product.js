module.exports = (sequelize, DataTypes) =>
  sequelize.define('Product', {
    // ruleid: float-money
    price: { type: DataTypes.FLOAT, allowNull: false },
    // ok: float-money
    salePrice: { type: DataTypes.DECIMAL(12, 2) },
    // ok: float-money
    priceRatio: { type: DataTypes.DOUBLE },
  })
