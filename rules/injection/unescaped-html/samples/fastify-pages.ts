import Fastify from "fastify";

const app = Fastify();

app.get("/hello", async (request, reply) => {
  const { name } = request.query as { name: string };
  // ruleid: unescaped-html
  return reply.type("text/html").send(`<h1>Hello ${name}</h1>`);
});

app.get("/plain", async (request, reply) => {
  const { name } = request.query as { name: string };
  // ok: unescaped-html
  return reply.send(`Hello ${name}`);
});
