import Fastify from "fastify";
import { select, select1 } from "xpath";
import { DOMParser } from "@xmldom/xmldom";

const app = Fastify();
const doc = new DOMParser().parseFromString("<accounts/>", "text/xml");

app.get("/accounts/:name", async (request, reply) => {
  const { name } = request.params as { name: string };
  // ruleid: xpath-injection
  const found = select(`//account[@user="${name}"]`, doc);
  // ok: xpath-injection
  const first = select1("//account[1]", doc);
  return reply.send({ found, first });
});
