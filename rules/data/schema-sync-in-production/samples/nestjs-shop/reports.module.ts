import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { TypeOrmModule } from '@nestjs/typeorm';

@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        type: 'postgres',
        url: config.get('REPORTS_URL'),
        autoLoadEntities: true,
        // ok: schema-sync-in-production
        synchronize: config.get('DB_SYNC') === 'true',
      }),
    }),
  ],
})
export class ReportsModule {}
