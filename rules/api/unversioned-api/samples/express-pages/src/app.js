const express = require('express');

// ok: unversioned-api
const app = express();
app.get('/', (req, res) => res.render('home'));
app.get('/about', (req, res) => res.render('about'));
app.get('/posts', (req, res) => res.render('posts'));
app.get('/posts/:slug', (req, res) => res.render('post'));
app.post('/posts/:slug/comments', (req, res) => res.redirect('back'));
app.get('/team', (req, res) => res.render('team'));
