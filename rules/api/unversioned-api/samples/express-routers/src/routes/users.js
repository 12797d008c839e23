const { Router } = require('express');
const controller = require('../controllers/users');

const router = Router();
router.route('/').get(controller.list).post(controller.create);
router.route('/:id').get(controller.show).put(controller.update).delete(controller.remove);

module.exports = router;
