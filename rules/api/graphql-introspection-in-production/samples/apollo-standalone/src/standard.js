const { ApolloServer } = require('@apollo/server')
const { startStandaloneServer } = require('@apollo/server/standalone')
const { typeDefs, resolvers } = require('./schema')

// Apollo switches it off itself where NODE_ENV is production.
// ok: graphql-introspection-in-production
const server = new ApolloServer({ typeDefs, resolvers })
startStandaloneServer(server)
