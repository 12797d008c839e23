import { Injectable } from '@nestjs/common';
import * as crypto from 'node:crypto';
import { createHash } from 'node:crypto';

@Injectable()
export class SignatureService {
  private readonly algorithm = 'sha256';

  sign(payload: string): string {
    // ruleid: weak-hash
    return crypto.createHash('sha1').update(payload).digest('hex');
  }

  async fingerprint(payload: Buffer): Promise<string> {
    const name = 'md5';
    // ruleid: weak-hash
    const digest: string = createHash(name).update(payload).digest('base64');
    // ok: weak-hash
    const strong: string = createHash(this.algorithm).update(payload).digest('base64');
    // ruleid: weak-hash
    crypto.createSign('RSA-SHA1').update(payload);
    // ok: weak-hash
    crypto.createSign('RSA-SHA256').update(payload);
    return digest + strong;
  }

  private cacheKeyFor(url: string): string {
    // ok: weak-hash
    return crypto.createHash('md5').update(url).digest('hex');
  }
}
