const typeDefs = `#graphql
  type Query { version: String! }
`
module.exports = { typeDefs, resolvers: { Query: { version: () => '1' } } }
