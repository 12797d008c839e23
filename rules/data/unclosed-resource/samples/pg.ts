import { Pool } from 'pg';

const pool = new Pool();

export async function leaking(id: string) {
  // ruleid: unclosed-resource
  const client = await pool.connect();
  const { rows } = await client.query('SELECT id FROM orders WHERE id = $1', [id]);
  client.release();
  return rows;
}

export async function never(id: string) {
  // ruleid: unclosed-resource
  const client = await pool.connect();
  const { rows } = await client.query('SELECT id FROM orders WHERE id = $1', [id]);
  return rows;
}

export async function well(id: string) {
  // ok: unclosed-resource
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT id FROM orders WHERE id = $1', [id]);
    return rows;
  } finally {
    client.release();
  }
}

export async function borrow() {
  // ok: unclosed-resource
  const client = await pool.connect();
  return client;
}

export async function both(id: string) {
  // ok: unclosed-resource
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT id FROM orders WHERE id = $1', [id]);
    client.release();
    return rows;
  } catch (error) {
    client.release(error);
    throw error;
  }
}
