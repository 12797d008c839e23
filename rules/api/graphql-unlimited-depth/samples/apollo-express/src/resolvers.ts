export const resolvers = {
  Query: { users: (_parent, { first }, { db }) => db.users(first) },
  User: { posts: (user, { first }, { loaders }) => loaders.posts.load({ user: user.id, first }) },
  Post: { author: (post, _args, { loaders }) => loaders.users.load(post.authorId) },
}
