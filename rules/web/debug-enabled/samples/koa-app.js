const Koa = require('koa');
const { ApolloServer } = require('@apollo/server');

const app = new Koa();
// ruleid: debug-enabled
app.env = 'development';
// ok: debug-enabled
app.env = process.env.NODE_ENV || 'production';

// ruleid: debug-enabled
const server = new ApolloServer({ typeDefs, resolvers, includeStacktraceInErrorResponses: true });
// ok: debug-enabled
const quiet = new ApolloServer({ typeDefs, resolvers, includeStacktraceInErrorResponses: false });
module.exports = { app, server, quiet };
