const { Schema, model } = require('mongoose')

const adminSchema = new Schema({ email: String, password: String })

adminSchema.methods.toJSON = function () {
  const { password, ...shown } = this.toObject()
  return shown
}

exports.Admin = model('Admin', adminSchema)
