import { Hono } from 'hono';
import { logger } from 'hono/logger';

const app = new Hono();
// ok: debug-enabled
app.use('*', logger());
// ok: debug-enabled
app.get('/debug', (c) => c.json({ debug: false }));
export default app;
