import express, { Request, Response } from 'express';
import { Pool } from 'pg';

const pool = new Pool();
const app = express();
app.use(express.json());

const OTHERS = /[^a-z_\d]/i;

function isIdentifier(name: string): boolean {
  if (OTHERS.test(name)) return false;
  return true;
}

class Nodes {
  constructor(private table: string) {}

  // Each name is checked while the list is made.
  columns(names: string[]): string {
    return names
      .map((name) => {
        if (!isIdentifier(name)) {
          throw new Error(`column name: ${name} contains invalid characters`);
        }
        return `"${name}"`;
      })
      .join(', ');
  }

  unchecked(names: string[]): string {
    return names.map((name) => `"${name}"`).join(', ');
  }

  async insert(node: Record<string, unknown>) {
    const values = Object.values(node);
    const places = values.map((_, index) => `$${index + 1}`).join(', ');
    // ok: sql-injection
    await pool.query(`INSERT INTO nodes (${this.columns(Object.keys(node))}) VALUES (${places})`, values);
    // ruleid: sql-injection
    await pool.query(`INSERT INTO nodes (${this.unchecked(Object.keys(node))}) VALUES (${places})`, values);
  }
}

const nodes = new Nodes('nodes');

app.post('/nodes', async (req: Request, res: Response) => {
  await nodes.insert(req.body);
  res.sendStatus(201);
});

app.listen(3000);
