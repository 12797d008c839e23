import { Router } from 'express';
import { requireUser } from './auth';

const router = Router();
router.get('/', requireUser, (req, res) => res.json([]));
router.post('/', requireUser, (req, res) => res.status(201).json({}));
// ruleid: unauthenticated-route
router.patch('/:id', (req, res) => res.json({}));
// ok: unauthenticated-route
router.delete('/:id', requireUser, (req, res) => res.sendStatus(204));
// ok: unauthenticated-route
router.post('/:id/payment', (req, res) => {
  if (!req.user) return res.status(401).end();
  res.json({});
});
if (process.env.NODE_ENV !== 'production') {
  // ok: unauthenticated-route
  router.put('/:id', (req, res) => res.json({}));
}
export default router;
