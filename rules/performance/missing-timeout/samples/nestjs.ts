import { HttpModule, HttpService } from '@nestjs/axios';
import { Injectable, Module } from '@nestjs/common';
import axios, { AxiosInstance } from 'axios';
import { firstValueFrom } from 'rxjs';

@Injectable()
export class RatesService {
  private readonly api: AxiosInstance;

  constructor(private readonly http: HttpService) {
    // ruleid: missing-timeout
    this.api = axios.create({
      baseURL: 'https://api.example.com',
      headers: { accept: 'application/json' },
    });
  }

  async rates() {
    // ruleid: missing-timeout
    const { data } = await axios.get<string[]>('https://api.example.com/rates');
    // ok: missing-timeout
    const other = await axios.get<string[]>('https://api.example.com/rates', { timeout: 1000 });
    // ok: missing-timeout
    const third = await firstValueFrom(this.http.get('https://api.example.com/rates'));
    return [data, other.data, third.data];
  }
}

@Module({
  // ruleid: missing-timeout
  imports: [HttpModule.register({ maxRedirects: 5 })],
  providers: [RatesService],
})
export class RatesModule {}

@Module({
  // ok: missing-timeout
  imports: [HttpModule.register({ timeout: 5000, maxRedirects: 5 })],
  providers: [RatesService],
})
export class CarefulModule {}

@Module({
  // ruleid: missing-timeout
  imports: [HttpModule],
  providers: [RatesService],
})
export class PlainModule {}
