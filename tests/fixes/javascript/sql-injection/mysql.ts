import express, { Request, Response } from 'express';
import mysql, { RowDataPacket } from 'mysql2/promise';

const pool = mysql.createPool({ uri: process.env.DATABASE_URL });
const app = express();

app.get('/users/:id', async (req: Request, res: Response) => {
	const term = req.query.term as string;
	const [rows] = await pool.query<RowDataPacket[]>(`SELECT id FROM users WHERE id = ${req.params.id}`);
	const [found] = await pool.execute("SELECT id FROM users WHERE name LIKE '" + term + "%'");
	const [options] = await pool.query({ sql: `SELECT id FROM users WHERE name = '${term}'`, timeout: 1000 });
	res.json([rows, found, options]);
});
