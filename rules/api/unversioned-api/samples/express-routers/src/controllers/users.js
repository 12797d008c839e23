exports.list = (req, res) => res.json([]);
exports.create = (req, res) => res.status(201).json({});
exports.show = (req, res) => res.json({});
exports.update = (req, res) => res.json({});
exports.remove = (req, res) => res.sendStatus(204);
