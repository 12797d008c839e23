const Router = require('@koa/router');
const mongoose = require('mongoose');

const router = new Router();
const Post = mongoose.model('Post');

router.post('/posts/find', async (ctx) => {
  // ruleid: nosql-injection
  ctx.body = await Post.find({ author: ctx.request.body.author });
});

router.post('/posts/any', async (ctx) => {
  const filter = ctx.request.body;
  // ruleid: nosql-injection
  ctx.body = await Post.findOne(filter);
});

router.get('/posts/:slug', async (ctx) => {
  // ok: nosql-injection
  ctx.body = await Post.findOne({ slug: ctx.params.slug });
});
