import { createServer } from 'node:http'
import { createSchema, createYoga } from 'graphql-yoga'

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    type Query {
      version: String!
    }
  `,
  resolvers: { Query: { version: () => '1' } },
})

// ruleid: graphql-introspection-in-production
const yoga = createYoga({ schema })
createServer(yoga).listen(4000)
