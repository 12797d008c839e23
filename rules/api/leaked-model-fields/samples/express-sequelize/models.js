const { DataTypes, Model, Sequelize } = require('sequelize')

const sequelize = new Sequelize(process.env.DATABASE_URL)

const User = sequelize.define('User', {
  email: DataTypes.STRING,
  password: { type: DataTypes.STRING, allowNull: false },
})

class Customer extends Model {}
Customer.init(
  { email: DataTypes.STRING, password: DataTypes.STRING },
  { sequelize, defaultScope: { attributes: { exclude: ['password'] } } },
)

module.exports = { User, Customer }
