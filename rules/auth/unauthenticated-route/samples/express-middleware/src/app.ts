import express from 'express';
import orders from './orders';
import users from './users';

const app = express();
app.use('/orders', orders);
app.use('/users', users);
export default app;
