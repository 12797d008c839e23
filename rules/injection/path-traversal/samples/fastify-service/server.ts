import Fastify from 'fastify';
import { filesRoutes } from './files.routes';

const app = Fastify();
app.register(filesRoutes, { prefix: '/files', root: '/srv/files' });
app.listen({ port: 3000 });
