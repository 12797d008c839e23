import express, { Request, Response } from 'express';
import { findOrder, findPayment } from './orders';

const app = express();

app.get('/orders/:id', (req: Request, res: Response) =>
  findOrder(req.params.id)
    .map((order) => res.json(order))
    // An error of the program's own making, with words that it chose.
    // pedantic: leaked-error-detail
    .mapErr((error) => res.status(500).json({ message: error.message })),
);

app.get('/payments/:id', (req: Request, res: Response) =>
  findPayment(req.params.id)
    .map((payment) => res.json(payment))
    // ruleid: leaked-error-detail
    .mapErr((error) => res.status(500).json({ message: error })),
);

app.get('/refunds/:id', async (req: Request, res: Response) => {
  try {
    res.json(await findPayment(req.params.id));
  } catch (error) {
    // ruleid: leaked-error-detail
    res.status(500).json({ message: error.message });
  }
});
