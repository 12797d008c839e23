import { readFileSync } from 'fs'
import { join } from 'path'
import express from 'express'
import { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@apollo/server/express4'
import { resolvers } from './resolvers'

const typeDefs = readFileSync(join(__dirname, 'schema.graphql'), 'utf8')

// ruleid: graphql-unlimited-depth
const server = new ApolloServer({ typeDefs, resolvers, introspection: false })
const app = express()
app.use('/graphql', express.json(), expressMiddleware(server))
app.listen(4000)
