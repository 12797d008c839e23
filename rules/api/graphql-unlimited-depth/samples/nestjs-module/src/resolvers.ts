import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Author, Book } from './models'

@Resolver(() => Author)
export class AuthorsResolver {
  @Query(() => [Author])
  authors(@Args('first') first: number): Author[] {
    return []
  }

  @ResolveField(() => [Book])
  books(@Parent() author: Author, @Args('first') first: number): Book[] {
    return []
  }
}

@Resolver(() => Book)
export class BooksResolver {
  @ResolveField(() => Author)
  author(@Parent() book: Book): Author {
    return null
  }
}
