import mongoose from 'mongoose';

import { app } from './app';
import { config } from './config';

mongoose.set('bufferCommands', false);
mongoose
  .connect(config.mongoUrl, { serverSelectionTimeoutMS: 3000 })
  .catch((error: Error) => console.warn('reviews are unavailable:', error.message));

const server = app.listen(config.port, () => console.log(`listening on port ${config.port}`));

process.on('SIGTERM', () => server.close(() => process.exit(0)));
