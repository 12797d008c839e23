const { Book } = require('./models')

exports.createBook = async (title, pages) => {
  const book = new Book({ title, pages })
  await book.save()
  return book
}
