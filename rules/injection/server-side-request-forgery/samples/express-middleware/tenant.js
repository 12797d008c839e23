exports.tenant = (req, res, next) => {
  req.tenant = req.get('x-tenant');
  req.region = 'https://eu.example.com/status';
  res.locals.mirror = req.query.mirror;
  next();
};
