import { Module } from '@nestjs/common'
import { ConfigService } from '@nestjs/config'
import { GraphQLModule } from '@nestjs/graphql'
import { VersionResolver } from './version.resolver'

@Module({
  imports: [
    // ok: graphql-introspection-in-production
    GraphQLModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({ autoSchemaFile: true, playground: config.get('graphql.playground') }),
    }),
  ],
  providers: [VersionResolver],
})
export class AppModule {}
