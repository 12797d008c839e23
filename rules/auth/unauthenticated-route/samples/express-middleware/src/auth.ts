import { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';

export function requireUser(req: Request, res: Response, next: NextFunction) {
  try {
    req.user = jwt.verify(req.headers.authorization ?? '', process.env.KEY!, { algorithms: ['HS256'] });
    next();
  } catch {
    res.status(401).json({ error: 'sign in' });
  }
}
