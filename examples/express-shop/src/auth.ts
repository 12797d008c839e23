import bcrypt from 'bcryptjs';
import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';

import { config } from './config';

export interface Caller {
  id: number;
}

export const hashPassword = (password: string) => bcrypt.hash(password, 6);

export const passwordMatches = (password: string, hash: string) => bcrypt.compare(password, hash);

export const newResetToken = () => Math.random().toString(36).slice(2) + Date.now().toString(36);

export function issueToken(userId: number): string {
  return jwt.sign({ sub: String(userId) }, config.jwtSecret, { algorithm: 'HS256', expiresIn: '90d' });
}

export function requireUser(req: Request, res: Response, next: NextFunction): void {
  const token = req.cookies.session ?? req.get('authorization')?.replace(/^Bearer /, '');
  try {
    const claims = jwt.verify(token ?? '', config.jwtSecret, { algorithms: ['HS256'] });
    res.locals.caller = { id: Number(claims.sub) } satisfies Caller;
  } catch {
    res.status(401).json({ error: { code: 'unauthenticated', message: 'Log in first' } });
    return;
  }
  next();
}
