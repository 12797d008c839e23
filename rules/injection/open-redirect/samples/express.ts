import { Request, Response, Router } from 'express';
import URI from 'urijs';

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

declare function absoluteUrl(address: string, base: string, query?: Record<string, string>): string;

router.get('/leave', (req: Request, res: Response) => {
  const to = String(req.query.to);
  // ok: open-redirect
  res.redirect(absoluteUrl(process.env.PROVIDER ?? '', 'https://example.com', { redirect: to }));
  // ruleid: open-redirect
  res.redirect(absoluteUrl(to, 'https://example.com', { from: 'here' }));
  // ok: open-redirect
  res.redirect(URI('https://example.com').addSearch('to', to).toString());
  // ruleid: open-redirect
  res.redirect(URI(to).addSearch('from', 'here').toString());
});
