import { createHmac } from 'node:crypto';
import { Request } from 'express';

export function signed(req: Request, body: string): boolean {
    const digest = createHmac('sha256', process.env.KEY as string).update(body).digest('hex');
    const signature = req.headers['x-signature'];
    return signature === digest;
}
