import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { PrismaClient } from '@prisma/client'
import { Post, Team, User } from './models'

const prisma = new PrismaClient()

@Resolver(() => User)
export class UsersResolver {
  @Query(() => [User])
  users(): Promise<User[]> {
    return prisma.user.findMany({ take: 50 })
  }

  @ResolveField(() => [Post])
  // ruleid: graphql-resolver-query-per-parent
  posts(@Parent() user: User): Promise<Post[]> {
    return prisma.post.findMany({ where: { userId: user.id }, take: 20 })
  }

  @ResolveField(() => Team)
  // Prisma gathers these by itself.
  // ok: graphql-resolver-query-per-parent
  team(@Parent() user: User): Promise<Team> {
    return prisma.team.findUnique({ where: { id: user.teamId } })
  }
}
