/** The yardstick of pages: Fastify that answers with a few bytes. Prints its port. */
import fastify from 'fastify';

const app = fastify();
app.get('/', (_request, reply) => reply.send({ hello: 'world' }));
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as { port: number };
process.stdout.write(`${port}\n`);
