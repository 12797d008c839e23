import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';

@Injectable()
export class BillingService {
  private readonly base = 'http://billing.shop-partner.net/v2';
  private readonly safe = 'https://billing.shop-partner.net/v2';

  constructor(private readonly http: HttpService, private readonly config: ConfigService) {}

  charge(order: { id: string }) {
    // ruleid: cleartext-transport
    return this.http.post(`${this.base}/charges`, order);
  }

  chargeSafely(order: { id: string }) {
    // ok: cleartext-transport
    return this.http.post(`${this.safe}/charges`, order);
  }

  chargeAsTold(order: { id: string }) {
    // ok: cleartext-transport
    return this.http.post(`${this.config.get('BILLING_URL')}/charges`, order);
  }
}
