import { Router } from 'express';
import { DataTypes, Sequelize } from 'sequelize';

const sequelize = new Sequelize(process.env.DATABASE_URL!);
const Customer = sequelize.define('Customer', { name: DataTypes.STRING, admin: DataTypes.BOOLEAN });
const router = Router();

router.put('/customers/:id', async (req, res) => {
  // pedantic: mass-assignment
  await Customer.update(req.body, { where: { id: req.params.id } });
  // ok: mass-assignment
  await Customer.update(req.body, { where: { id: req.params.id }, fields: ['name'] });
  res.status(204).end();
});
