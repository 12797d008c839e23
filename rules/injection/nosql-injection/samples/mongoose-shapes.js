const { MongoClient } = require('mongodb');
app.post('/login', function (req, res) {
  // ruleid: nosql-injection
  db.collection('users').findOne({ user: req.body.user, pass: req.body.pass }, function (err, u) { res.json(u); });
  const query = {};
  query['user'] = req.body.user;
  // ruleid: nosql-injection
  db.collection('users').find(query).toArray(cb);
  // ruleid: nosql-injection
  var searchCriteria = { $where: "this.owner == '" + req.query.owner + "'" };
  orders.find(searchCriteria);
  // ruleid: nosql-injection
  Users.findOne({ 'username': req.body.username }).exec();
  // ruleid: nosql-injection
  User.find().where('name').equals(req.body.name);
  // ruleid: nosql-injection
  User.find({ $or: [{ email: req.body.id }, { name: req.body.id }] });
  // ruleid: nosql-injection
  User.where({ name: req.body.name }).findOne();
  const creds = Object.assign({}, req.body);
  // ruleid: nosql-injection
  User.findOne(creds);
  // ruleid: nosql-injection
  User.findOne({ ...req.body });
  // ruleid: nosql-injection
  User.countDocuments({ a: req.query.a });
  // ruleid: nosql-injection
  User.deleteOne({ _id: req.body.id });
  User.findByIdAndUpdate(req.body.id, {});
  // ruleid: nosql-injection
  User.update({ name: req.body.name }, { $set: {} });
  // ruleid: nosql-injection
  User.remove({ name: req.body.name });
  // ruleid: nosql-injection
  User.findOne(JSON.parse(req.query.filter));
  // ruleid: nosql-injection
  User.find({ age: { $gt: req.query.age } });
  // ruleid: nosql-injection
  User.exists({ email: req.body.email });
  // ruleid: nosql-injection
  users.mapReduce(function () { emit(1) }, "function(k, v) { return '" + req.body.x + "' }");
  // ruleid: nosql-injection
  User.aggregate([{ $match: { name: req.body.name } }]);
  // ruleid: nosql-injection
  User.aggregate().match({ name: req.body.name });
  User.find({ $where: function () { return this.a == 1; } });
  // ruleid: nosql-injection
  User.find({ $expr: { $function: { body: req.body.fn, args: [], lang: 'js' } } });
  const { name: { first } } = req.body;
  // ruleid: nosql-injection
  User.findOne({ first });
  const filter = { owner: req.user.id };
  User.find(filter);
  if (req.body.email) { filter.email = req.body.email; }
  // ruleid: nosql-injection
  User.find(filter);
  const session = sessions.find(s => s.id === req.body.id);
  products.find({ _id: ObjectId(req.body.id) });
  // ruleid: nosql-injection
  db.reviews.update({ _id: req.body.id }, { $set: { message: req.body.message } }, { multi: true });
  // ruleid: nosql-injection
  db.orders.find({ $where: `this.orderId === '${req.params.id}'` });
});
const login = async (req, res) => {
  try {
    const { email, password } = req.body;
    // ruleid: nosql-injection
    const user = await User.findOne({ email });
    if (!email || !password) return res.status(400).json({});
    if (await bcrypt.compare(password, user.password)) return res.json({ token: jwt.sign({ id: user._id }, 'x') });
    const decoded = jwt.verify(req.body.token, 'x');
    await User.findOne({ _id: decoded.id });
    const id = req.params.id;
    await Item.findOne({ _id: id, owner: req.user._id });
    await Item.find({ tag: { $in: [].concat(req.query.tags).map(String) } });
    await Item.find({ tag: { $in: req.query.tags.split(',') } });
    await Item.find({}).sort(req.query.sort);
    // ruleid: user-controlled-regex
    await Item.find({ name: new RegExp(req.query.q, 'i') });
    await Item.find({ name: { $regex: new RegExp(escapeRegExp(req.query.q)) } });
    // pedantic: mass-assignment
    await Item.create(req.body);
    await Item.findById(req.body.id);
    // pedantic: mass-assignment
    await Item.insertMany(req.body.items);
    const hashed = crypto.createHash('sha256').update(req.body.token).digest('hex');
    await User.findOne({ resetToken: hashed });
  } catch (e) { next(e); }
};
// ruleid: nosql-injection
exports.search = (req, res, next) => Thing.find({ name: req.query.name }).then(x => res.json(x));
class Ctl {
  async get(req, res) {
    const { page, limit, ...filters } = req.query;
    // ruleid: nosql-injection
    return Model.find(filters);
  }
  // ruleid: nosql-injection
  static async del(req, res) { await this.model.deleteMany({ group: req.body.group }); }
}
