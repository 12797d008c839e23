const mongoose = require('mongoose')

const userSchema = new mongoose.Schema({ name: String })
const orderSchema = new mongoose.Schema({ user: { type: mongoose.Schema.Types.ObjectId, ref: 'User' }, shop: String, state: String })

module.exports = {
  User: mongoose.model('User', userSchema),
  Order: mongoose.model('Order', orderSchema),
}
