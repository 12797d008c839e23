const helmet = require('helmet');

module.exports.secure = (app) => app.use(helmet());
