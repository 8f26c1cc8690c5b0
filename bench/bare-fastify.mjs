import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

/*
 * The ceiling of this machine: Fastify alone, answering a constant, one row out of 100,000 read with a prepared statement,
 * and the requests of a whole quiz.
 */

const database = new Database(path.join(process.argv[2], 'bare.sqlite'));
database.pragma('journal_mode = WAL');
database.exec('CREATE TABLE item (id INTEGER PRIMARY KEY, number TEXT UNIQUE, name TEXT, issued TEXT, expires TEXT)');
const insert = database.prepare('INSERT INTO item VALUES (?, ?, ?, ?, ?)');
database.transaction(() => {
  for (let id = 1; id <= 100_000; id += 1) insert.run(id, randomUUID(), `Name ${id}`, '2026-11-22', '2028-11-22');
})();
const one = database.prepare('SELECT * FROM item WHERE id = ?');

const server = Fastify();
server.get('/constant', () => ({ hello: 'world' }));
server.get('/row', () => one.get(1 + Math.floor(Math.random() * 100_000)));

/* The requests of a whole quiz, as many and as large as the real ones, answered without doing anything. */
const item = (_, n) => ({
  slot: n + 1,
  type: 'single',
  prompt: 'x'.repeat(200),
  maxMark: 1,
  options: Array(4).fill({ id: randomUUID(), text: 'x'.repeat(40) }),
});
const attempt = { id: randomUUID(), number: 1, items: Array.from({ length: 20 }, item) };
const receipt = { savedAt: new Date().toISOString(), receipt: 'f'.repeat(64) };
server.post('/api/v1/quizzes/:id/attempts', () => attempt);
server.put('/api/v1/attempts/:id/responses/:slot', () => receipt);
server.post('/api/v1/attempts/:id/submission', () => ({ state: 'graded', mark: 20, maxMark: 20 }));
await server.listen({ port: 0, host: '127.0.0.1' });
console.log(`ready ${server.server.address().port}`);
