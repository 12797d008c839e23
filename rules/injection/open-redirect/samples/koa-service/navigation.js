const { pathOf } = require('./paths');

exports.sendTo = (ctx, target = '/') => {
  // ruleid: open-redirect
  ctx.redirect(target);
};

exports.sendHome = (ctx, target) => {
  // ok: open-redirect
  ctx.redirect(pathOf(target));
};
