import { createServer } from 'node:http'
import { useDisableIntrospection } from '@graphql-yoga/plugin-disable-introspection'
import { createSchema, createYoga } from 'graphql-yoga'

const schema = createSchema({
  typeDefs: `
    type Query {
      version: String!
    }
  `,
  resolvers: { Query: { version: () => '1' } },
})
const live = process.env.NODE_ENV === 'production'

// ok: graphql-introspection-in-production
const yoga = createYoga({ schema, graphiql: !live, plugins: live ? [useDisableIntrospection()] : [] })
createServer(yoga).listen(4000)
