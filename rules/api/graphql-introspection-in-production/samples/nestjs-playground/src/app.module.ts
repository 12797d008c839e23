import { Module } from '@nestjs/common'
import { GraphQLModule } from '@nestjs/graphql'
import { VersionResolver } from './version.resolver'

@Module({
  // ruleid: graphql-introspection-in-production
  imports: [GraphQLModule.forRoot({ autoSchemaFile: true, playground: true })],
  providers: [VersionResolver],
})
export class AppModule {}
