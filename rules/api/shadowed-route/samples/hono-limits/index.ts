import { Hono } from 'hono';

const profile = new Hono();
profile.get('/', (c) => c.text('a profile'));
profile.get('/:id{[-a-f0-9]+}', (c) => c.text('a post'));
// ok: shadowed-route
profile.get('/followers', (c) => c.text('who follows'));

const shelves = new Hono();
shelves.get('/:id', (c) => c.text('a shelf'));
// ruleid: shadowed-route
shelves.get('/new', (c) => c.text('a form'));

const app = new Hono();
app.route('/:handle{@[^/]+}', profile);
app.route('/shelves', shelves);
// ok: shadowed-route
app.get('/login', (c) => c.text('who are you?'));
// ok: shadowed-route
app.get('/tags/:tag', (c) => c.text('a tag'));
app.get('/:page/:part', (c) => c.text('a page'));
// ruleid: shadowed-route
app.get('/about/us', (c) => c.text('us'));

export default app;
