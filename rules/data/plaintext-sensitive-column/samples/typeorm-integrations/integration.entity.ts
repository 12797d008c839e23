import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { EncryptionTransformer } from 'typeorm-encrypted';

@Entity()
export class Integration {
  @PrimaryGeneratedColumn()
  id: number;

  // ruleid: plaintext-sensitive-column
  @Column()
  apiKey: string;

  // ok: plaintext-sensitive-column
  @Column({ transformer: new EncryptionTransformer({}) })
  clientSecret: string;

  // ok: plaintext-sensitive-column
  @Column()
  publicKey: string;
}
