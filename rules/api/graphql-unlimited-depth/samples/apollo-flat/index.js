const { ApolloServer } = require('@apollo/server')
const { startStandaloneServer } = require('@apollo/server/standalone')

const typeDefs = `#graphql
  type Query {
    rate(currency: String!): Rate
    rates(first: Int): [Rate!]!
  }
  type Rate {
    currency: String!
    value: Float!
  }
`
const resolvers = { Query: { rate: () => null, rates: () => [] } }

// ok: graphql-unlimited-depth
const server = new ApolloServer({ typeDefs, resolvers })
startStandaloneServer(server)
