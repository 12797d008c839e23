const SwaggerExpress = require('swagger-express-mw')
const app = require('express')()

SwaggerExpress.create({ appRoot: __dirname }, (err, swaggerExpress) => {
  if (err) throw err
  swaggerExpress.register(app)
  app.listen(3000)
})

module.exports = app
