import cookieParser from 'cookie-parser';
import cors from 'cors';
import express, { type NextFunction, type Request, type Response } from 'express';
import { ZodError } from 'zod';

import { accounts } from './routes/accounts';
import { orders } from './routes/orders';
import { products } from './routes/products';

export const app = express();

app.disable('x-powered-by');
app.use(cors({ origin: true, credentials: true }));
app.use(express.json({ limit: '100kb' }));
app.use(cookieParser());

app.use(accounts);
app.use('/products', products);
app.use('/orders', orders);

app.use((error: Error, req: Request, res: Response, _next: NextFunction) => {
  if (error instanceof ZodError) {
    res.status(422).json({ error: { code: 'invalid', message: 'Invalid input', issues: error.issues } });
    return;
  }
  console.error(req.method, req.path, error);
  res.status(500).json({ error: error.message, stack: error.stack });
});
