import Fastify from "fastify";
import _ from "lodash";
import { z } from "zod";

const app = Fastify();
const settings: Record<string, any> = {};
const Settings = z.object({ theme: z.string() });

function apply(changes: any) {
  // ruleid: prototype-pollution
  _.merge(settings, changes);
}

app.patch("/settings", async (request) => {
  apply(request.body);
  // ok: prototype-pollution
  _.merge(settings, Settings.parse(request.body));
  return settings;
});
