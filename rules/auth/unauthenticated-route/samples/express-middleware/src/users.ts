import { Router } from 'express';
import { requireUser } from './auth';

const router = Router();
// ok: unauthenticated-route
router.post('/', (req, res) => res.status(201).json({}));
router.use(requireUser);
router.get('/', (req, res) => res.json([]));
// ok: unauthenticated-route
router.put('/:id', (req, res) => res.json({}));
// ok: unauthenticated-route
router.delete('/:id', (req, res) => res.sendStatus(204));
export default router;
