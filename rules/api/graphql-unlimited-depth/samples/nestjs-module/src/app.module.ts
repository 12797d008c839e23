import { Module } from '@nestjs/common'
import { GraphQLModule } from '@nestjs/graphql'
import { ApolloDriver, ApolloDriverConfig } from '@nestjs/apollo'
import { AuthorsResolver, BooksResolver } from './resolvers'

@Module({
  imports: [
    // ruleid: graphql-unlimited-depth
    GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true }),
  ],
  providers: [AuthorsResolver, BooksResolver],
})
export class AppModule {}
