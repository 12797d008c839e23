import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { UsersService } from './users.service'
import { PostsService } from './posts.service'
import { CompanyLoader } from './company.loader'
import { Company, Post, User } from './models'

@Resolver(() => User)
export class UsersResolver {
  constructor(
    private readonly users: UsersService,
    private readonly posts: PostsService,
    private readonly companies: CompanyLoader,
  ) {}

  @Query(() => [User], { name: 'users' })
  findAll(@Args('take') take: number): Promise<User[]> {
    return this.users.findAll(take)
  }

  @ResolveField(() => [Post], { name: 'posts' })
  // ruleid: graphql-resolver-query-per-parent
  postsOf(@Parent() user: User): Promise<Post[]> {
    return this.posts.findByUser(user.id)
  }

  @ResolveField(() => Company)
  // ok: graphql-resolver-query-per-parent
  company(@Parent() user: User): Promise<Company> {
    return this.companies.load(user.companyId)
  }

  // Only for a user that came without them.
  @ResolveField(() => [Post])
  // ok: graphql-resolver-query-per-parent
  drafts(@Parent() user: User): Promise<Post[]> {
    if (user.drafts) {
      return user.drafts
    }
    return this.posts.findByUser(user.id)
  }
}
