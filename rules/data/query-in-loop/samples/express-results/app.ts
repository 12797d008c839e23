import express, { Request, Response } from 'express';
import mongoose from 'mongoose';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { ResultAsync } from 'neverthrow';

const Form = mongoose.model('Form', new mongoose.Schema({ title: String, owner: String, tags: [String] }));
const User = mongoose.model('User', new mongoose.Schema({ name: String, form: String }));

const findForm = (id: string): ResultAsync<any, Error> =>
  ResultAsync.fromPromise(Form.findById(id).exec(), () => new Error('database'));

const formsOf = async (owner: string): Promise<any[]> => Form.find({ owner }).limit(100);

const app = express();

app.get('/forms/:id', (req: Request, res: Response) =>
  findForm(req.params.id)
    // ok: query-in-loop
    .map(async (form) => User.findOne({ form: form.id }))
    .mapErr(() => res.sendStatus(500)),
);

app.get('/forms/:id/owner', async (req: Request, res: Response) => {
  // ok: query-in-loop
  const owner = findForm(req.params.id).map(async (form) => {
    return await User.findOne({ form: form.id });
  });
  res.json(await owner);
});

app.get('/forms/:id/reader', async (req: Request, res: Response) => {
  const task = pipe(
    TE.tryCatch(() => Form.findById(req.params.id).exec(), () => new Error('database')),
    // ok: query-in-loop
    TE.map(async (form) => User.findOne({ form: form?.id })),
  );
  res.json(await task());
});

app.get('/users', async (req: Request, res: Response) => {
  const forms = await formsOf(String(req.query.owner));
  // ruleid: query-in-loop
  const owners = await Promise.all(forms.map(async (form) => User.findOne({ form: form.id })));
  res.json(owners);
});

app.listen(3000);
