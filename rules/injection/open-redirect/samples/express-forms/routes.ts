import { Request, Response, Router } from 'express';
import querystring from 'querystring';
import { show, edit, login, leave, enter } from './controller';

const withQuery = (path: string, query: Record<string, string>) => {
  const text = querystring.stringify(query);
  return text.length > 0 ? path + '?' + encodeURIComponent(text) : path;
};

export const router = Router();

// The path's own pattern leaves nothing but hexadecimal digits.
router.get('/forms/:agency/:formId([a-fA-F0-9]{24})', (req: Request, res: Response) => {
  // ok: open-redirect
  res.redirect(301, withQuery(`/${req.params.formId}`, req.query as Record<string, string>));
});

router.get('/old/:target', (req: Request, res: Response) => {
  // ruleid: open-redirect
  res.redirect(301, `/${req.params.target}`);
});

router.get('/any/:target(.*)', (req: Request, res: Response) => {
  // ruleid: open-redirect
  res.redirect(req.params.target);
});

router.get('/:formId([a-fA-F0-9]{24})/:state(preview|embed)', show);
router.get('/forms/:formId([a-fA-F0-9]{24})/:state(preview|embed)', show);
router.get('/edit/:formId(\\d+)', edit);
router.get('/edit-any/:formId', edit);
router.get('/login', login);
router.get('/leave', leave);
router.get('/enter', enter);
