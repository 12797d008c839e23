const Book = require('./models/book');

exports.list = async (req, res) => {
  const books = await Book.find({}).sort('title');
  res.json(books);
};
exports.page = async (req, res) => {
  const limit = Math.min(Number(req.query.limit) || 20, 100);
  res.json(await Book.find({}).limit(limit));
};
exports.show = async (req, res) => res.json(await Book.findById(req.params.id));

exports.whenSent = async (req, res) => {
  let query = Book.find({})
  if (req.query.limit) query = query.limit(Number(req.query.limit))
  res.json(await query)
}
