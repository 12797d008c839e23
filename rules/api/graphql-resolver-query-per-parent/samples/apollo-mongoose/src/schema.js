const typeDefs = `#graphql
  type Query { users(first: Int): [User!]! }
  type User { id: ID! posts(first: Int): [Post!]! team: Team }
  type Post { id: ID! author: User! }
  type Team { id: ID! }
`
module.exports = { typeDefs }
