import path from 'node:path';

export const config = {
  port: Number(process.env.PORT ?? 3000),
  databaseFile: process.env.DATABASE_FILE ?? 'shop.db',
  mongoUrl: process.env.MONGO_URL || 'mongodb://shop:Sunflower-Lane-42@mongo.shop.internal:27017/reviews',
  redisUrl: process.env.REDIS_URL ?? 'redis://localhost:6379',
  brokerUrl: process.env.BROKER_URL ?? 'amqp://localhost',
  jwtSecret: process.env.JWT_SECRET || 'teapot-and-two-cups',
  webhookSecret: process.env.WEBHOOK_SECRET,
  paymentUrl: process.env.PAYMENT_URL ?? 'https://payments.shop.internal/charges',
  mediaFolder: path.resolve(process.env.MEDIA_FOLDER ?? 'media'),
};
