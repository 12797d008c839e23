const { Router } = require('express');

const router = Router();

// ok: openapi-drift
router.get('/', (req, res) => {
  const { limit, sort } = req.query;
  res.json({ limit, sort });
});
// ok: openapi-drift
router.post('/', (req, res) => res.status(201).json({}));
// ok: openapi-drift
router.get('/:orderId', (req, res) => res.json({ id: req.params.orderId }));
// ok: openapi-drift
router.put('/:orderId', (req, res) => res.json({}));
// ok: openapi-drift
router.delete('/:orderId', (req, res) => res.status(204).end());
// ok: openapi-drift
router.get('/:orderId/lines', (req, res) => res.json({}));

module.exports = router;
