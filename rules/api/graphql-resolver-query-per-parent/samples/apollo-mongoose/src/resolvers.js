const { Post, User } = require('./models')

module.exports = {
  Query: {
    users: (_, { first }) => User.find({}).limit(first),
  },
  User: {
    // ruleid: graphql-resolver-query-per-parent
    posts: async (user) => Post.find({ user: user.id }).limit(20),
    // ok: graphql-resolver-query-per-parent
    team: (user, _, { loaders }) => loaders.teams.load(user.team),
  },
  Post: {
    // ruleid: graphql-resolver-query-per-parent
    async author(post) {
      return User.findById(post.user)
    },
  },
}
