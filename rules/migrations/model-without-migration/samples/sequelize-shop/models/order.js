module.exports = (sequelize, DataTypes) =>
  // ok: model-without-migration
  sequelize.define(
    'Order',
    {
      // ok: model-without-migration
      code: DataTypes.STRING,
      // ruleid: model-without-migration
      note: DataTypes.TEXT,
    },
    { tableName: 'orders', timestamps: false },
  );
