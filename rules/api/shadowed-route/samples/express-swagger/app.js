const express = require('express')
const swaggerTools = require('swagger-tools')
const YAML = require('yamljs')
const document = YAML.load('./api/shop.yaml')
const app = express()

swaggerTools.initializeMiddleware(document, (middleware) => {
  app.use(middleware.swaggerMetadata())
  app.use(middleware.swaggerValidator())
  app.use(middleware.swaggerRouter({ controllers: './api/controllers' }))
  app.listen(3000)
})
