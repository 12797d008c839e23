import { Pool } from 'pg'

const pool = new Pool()

export async function orders(userId: string) {
  // ruleid: select-star
  const all = await pool.query('SELECT * FROM orders WHERE user_id = $1', [userId])
  // ruleid: select-star
  const some = await pool.query(`SELECT DISTINCT o.* FROM orders o WHERE o.user_id = $1`, [userId])
  // ok: select-star
  const named = await pool.query('SELECT id, total FROM orders WHERE user_id = $1', [userId])
  return [all, some, named]
}
