import { Request, Response, Router } from 'express';

const router = Router();

export const callback = async (req: Request, res: Response): Promise<void> => {
  const returnTo = req.query.returnTo as string;
  // ruleid: open-redirect
  res.redirect(returnTo);
};

function isLocalUrl(url: string): boolean {
  return url.startsWith('/') && !url.startsWith('//');
}

router.get('/checked', (req: Request, res: Response) => {
  const to = String(req.query.to);
  // ok: open-redirect
  res.redirect(isLocalUrl(to) ? to : '/');
  // ok: open-redirect
  res.location(`/orders/${req.params.id}`).status(201).end();
});
