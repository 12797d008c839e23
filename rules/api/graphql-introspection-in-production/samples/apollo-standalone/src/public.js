const { ApolloServer } = require('@apollo/server')
const { startStandaloneServer } = require('@apollo/server/standalone')
const { typeDefs, resolvers } = require('./schema')

const options = { introspection: true }

// ruleid: graphql-introspection-in-production
const server = new ApolloServer({ typeDefs, resolvers, ...options })
startStandaloneServer(server)
