const express = require('express');
const books = require('./books.controller');

const app = express();
// ruleid: unpaginated-list
app.get('/books', books.list);
// ok: unpaginated-list
app.get('/v2/books', books.page);
// ok: unpaginated-list
app.get('/books/:id', books.show);
// ruleid: unpaginated-list
app.get('/sent/books', books.whenSent);
