import { Hono } from "hono";
import { html } from "hono/html";

const app = new Hono();

app.get("/hello", (c) => {
  const name = c.req.query("name");
  // ruleid: unescaped-html
  return c.html(`<h1>Hello ${name}</h1>`);
});

app.get("/safe", (c) => {
  const name = c.req.query("name");
  // ok: unescaped-html
  return c.html(html`<h1>Hello ${name}</h1>`);
});

app.get("/text", (c) => {
  // ok: unescaped-html
  return c.text(`Hello ${c.req.query("name")}`);
});

export default app;
