import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloDriver, ApolloDriverConfig } from '@nestjs/apollo';
import { DevtoolsModule } from '@nestjs/devtools-integration';

@Module({
  imports: [
    // ruleid: debug-enabled
    GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, debug: true, autoSchemaFile: true }),
    // ok: debug-enabled
    GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, debug: process.env.NODE_ENV !== 'production' }),
    // ruleid: debug-enabled
    DevtoolsModule.register({ http: true }),
    // ok: debug-enabled
    DevtoolsModule.register({ http: process.env.NODE_ENV !== 'production' }),
  ],
})
export class AppModule {}
