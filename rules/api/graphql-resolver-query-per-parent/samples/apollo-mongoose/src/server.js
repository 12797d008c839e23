const { ApolloServer } = require('@apollo/server')
const { startStandaloneServer } = require('@apollo/server/standalone')
const { typeDefs } = require('./schema')
const resolvers = require('./resolvers')

startStandaloneServer(new ApolloServer({ typeDefs, resolvers }))
