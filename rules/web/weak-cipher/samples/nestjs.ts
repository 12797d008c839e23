import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

@Injectable()
export class Vault {
  constructor(private readonly key: Buffer) {}

  seal(text: string): Buffer {
    const iv = randomBytes(12);
    // ok: weak-cipher
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  }

  sealBadly(text: string): Buffer {
    // ruleid: weak-cipher
    const cipher = createCipheriv('des-cbc', this.key, randomBytes(8));
    return Buffer.concat([cipher.update(text), cipher.final()]);
  }

  sealTwice(text: string): Buffer {
    const iv: Buffer = Buffer.from('fixed-nonce!');
    // ruleid: weak-cipher
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    return Buffer.concat([cipher.update(text), cipher.final()]);
  }

  open(text: Buffer): Buffer {
    // ok: weak-cipher
    return createDecipheriv('aes-256-gcm', this.key, text.subarray(0, 12)).update(text);
  }
}
