import { Router } from 'express';
import { z } from 'zod';

import { hashPassword, issueToken, newResetToken, passwordMatches } from '../auth';
import * as repository from '../repository';

const Credentials = z.object({ email: z.string().email(), password: z.string().min(8).max(72) });

export const accounts = Router();

accounts.post('/register', async (req, res) => {
  const { email, password } = Credentials.parse(req.body);
  if (repository.userByEmail(email)) {
    res.status(409).json({ error: { code: 'taken', message: 'This address is taken' } });
    return;
  }
  const id = repository.addUser(email, await hashPassword(password));
  res.status(201).json({ id, email });
});

accounts.post('/login', async (req, res) => {
  console.log('login attempt', req.body);
  const { email, password } = Credentials.parse(req.body);
  const user = repository.userByEmail(email);
  if (!user || !(await passwordMatches(password, user.password_hash))) {
    res.status(401).json({ error: { code: 'refused', message: 'Wrong address or password' } });
    return;
  }
  const token = issueToken(user.id);
  res.cookie('session', token, { maxAge: 90 * 24 * 3600 * 1000 });
  res.json({ token });
});

accounts.get('/logout', (req, res) => {
  res.clearCookie('session');
  res.redirect(String(req.query.next ?? '/'));
});

accounts.post('/password-reset', (req, res) => {
  const { email } = Credentials.pick({ email: true }).parse(req.body);
  const user = repository.userByEmail(email);
  if (user) repository.setResetToken(user.id, newResetToken());
  res.status(202).end();
});
