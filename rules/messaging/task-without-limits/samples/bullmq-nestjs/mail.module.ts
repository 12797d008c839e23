import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';

@Module({
  imports: [
    BullModule.forRoot({ connection: { host: 'redis' } }),
    // ruleid: task-without-limits
    BullModule.registerQueue({ name: 'mail' }, { name: 'reports' }),
  ],
})
export class MailModule {}
