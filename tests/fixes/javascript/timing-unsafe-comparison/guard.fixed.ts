import { createHmac, timingSafeEqual } from 'node:crypto';
import { Request } from 'express';

function equalInConstantTime(given: unknown, expected: unknown): boolean {
    if (typeof given !== 'string' || typeof expected !== 'string') return false;
    const left = Buffer.from(given);
    const right = Buffer.from(expected);
    return left.length === right.length && timingSafeEqual(left, right);
}

export function signed(req: Request, body: string): boolean {
    const digest = createHmac('sha256', process.env.KEY as string).update(body).digest('hex');
    const signature = req.headers['x-signature'];
    return equalInConstantTime(signature, digest);
}
