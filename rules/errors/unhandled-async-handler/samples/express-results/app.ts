import { createClient } from '@supabase/supabase-js';
import to from 'await-to-js';
import express, { Request, Response } from 'express';
import * as E from 'fp-ts/Either';
import { existing, findForm, firstForm, Form, tryCount } from './forms';
import * as store from './forms';

const app = express();
const supabase = createClient(process.env.URL ?? '', process.env.KEY ?? '');

// ok: unhandled-async-handler
app.get('/forms/:id', async (req: Request, res: Response) => {
  const form = await findForm(req.params.id);
  if (form.isErr()) {
    return res.sendStatus(500);
  }
  return res.json(form.value);
});

// ok: unhandled-async-handler
app.get('/forms/:id/title', async (req: Request, res: Response) => {
  await existing(req.params.id)
    .map((form) => res.json(form))
    .mapErr(() => res.sendStatus(404));
});

// ok: unhandled-async-handler
app.get('/forms/:id/both', async (req: Request, res: Response) => {
  const wanted = store.findForm(req.params.id);
  const found = await wanted;
  res.json({ ok: found.isOk() });
});

// ruleid: unhandled-async-handler
app.put('/forms/:id', async (req: Request, res: Response) => {
  await existing(req.params.id).map(async (form) => {
    await Form.updateOne({ _id: req.params.id }, req.body);
    return form;
  });
  res.sendStatus(204);
});

// ruleid: unhandled-async-handler
app.get('/forms/:id/sure', async (req: Request, res: Response) => {
  const form = (await findForm(req.params.id))._unsafeUnwrap();
  const others = await Form.find({ title: form }).limit(10);
  res.json(others);
});

// ok: unhandled-async-handler
app.get('/titles/:title', async (req: Request, res: Response) => {
  const found = await firstForm(req.params.title)();
  res.json(E.isRight(found) ? found.right : null);
});

// ruleid: unhandled-async-handler
app.get('/count', async (req: Request, res: Response) => {
  const all = await store.countForms();
  res.json({ all });
});

// ok: unhandled-async-handler
app.get('/counts', async (req: Request, res: Response) => {
  const [all] = await Promise.all([tryCount(), findForm('1')]);
  const titles = await Promise.all(
    ['a', 'b'].map(async (title) => {
      try {
        return await Form.findOne({ title });
      } catch (error) {
        return null;
      }
    }),
  );
  res.json({ all, titles });
});

// ruleid: unhandled-async-handler
app.get('/unsure', async (req: Request, res: Response) => {
  const titles = await Promise.all(['a', 'b'].map((title) => Form.findOne({ title })));
  res.json({ titles });
});

// ruleid: unhandled-async-handler
app.get('/passed-on', async (req: Request, res: Response) => {
  const titles = await Promise.all(['a', 'b'].map(async (title) => store.countForms()));
  res.json({ titles });
});

async function titleOf(id: string) {
  try {
    return (await Form.findById(id))?.title;
  } catch (error) {
    return null;
  }
}

async function ownerOf(id: string) {
  return (await Form.findById(id))?.id;
}

// ok: unhandled-async-handler
app.get('/named', async (req: Request, res: Response) => {
  res.json(await Promise.all(['a', 'b'].map(titleOf)));
});

// ruleid: unhandled-async-handler
app.get('/owners', async (req: Request, res: Response) => {
  res.json(await Promise.all(['a', 'b'].map(ownerOf)));
});

// What went wrong comes as a value.
// ok: unhandled-async-handler
app.get('/tuples/:id', async (req: Request, res: Response) => {
  const [err, form] = await to(Form.findById(req.params.id));
  res.json(err ? null : form);
});

// ok: unhandled-async-handler
app.get('/rows/:id', async (req: Request, res: Response) => {
  const { data, error } = await supabase.from('forms').select().eq('id', req.params.id);
  res.json(error ? null : data);
});

// ruleid: unhandled-async-handler
app.get('/pairs', async (req: Request, res: Response) => {
  const [forms, count] = await Promise.all([Form.find().limit(10), Form.countDocuments()]);
  res.json({ forms, count });
});

app.listen(3000);
