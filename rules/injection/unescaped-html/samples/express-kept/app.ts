import express, { Request, Response } from 'express';
import { validate as isUuid } from 'uuid';

const app = express();

// One part of what is kept for the next function is the client's, the other one is not.
const decide = (req: Request, res: Response, next: () => void) => {
  const decision = { operation: 'keys/create', input: { form: { title: req.body.title } } };
  res.locals.decision = decision;
  next();
};

const refuse = (req: Request, res: Response) => {
  // ok: unescaped-html
  res.status(403).send(`You may not do ${res.locals.decision.operation}`);
};

const refuseByTitle = (req: Request, res: Response) => {
  // ruleid: unescaped-html
  res.status(403).send(`You may not do this for ${res.locals.decision.input.form.title}`);
};

app.post('/keys', decide, refuse);
app.post('/names', decide, refuseByTitle);

app.get('/records/:id', (req: Request, res: Response) => {
  const { id } = req.params;
  if (!isUuid(id)) {
    // ruleid: unescaped-html
    return res.status(400).send(`No such id: ${id}`);
  }
  // ok: unescaped-html
  return res.status(404).send(`Nothing is known of ${id}`);
});

app.listen(3000);
