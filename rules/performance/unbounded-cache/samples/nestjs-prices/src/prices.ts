import { Controller, Get, Injectable, Module, Param } from '@nestjs/common'

@Injectable()
export class PricesService {
  private readonly prices = new Map<string, number>()
  private readonly recent = new Map<string, number>()

  find(sku: string): number {
    // ruleid: unbounded-cache
    if (!this.prices.has(sku)) this.prices.set(sku, sku.length)
    // ok: unbounded-cache
    this.recent.set(sku, 1)
    if (this.recent.size > 1000) this.recent.clear()
    return this.prices.get(sku)!
  }
}

export class Basket {
  private readonly lines = new Map<string, number>()

  add(sku: string) {
    // ok: unbounded-cache
    this.lines.set(sku, 1)
  }
}

@Controller('prices')
export class PricesController {
  constructor(private readonly prices: PricesService) {}

  @Get(':sku')
  find(@Param('sku') sku: string) {
    new Basket().add(sku)
    return this.prices.find(sku)
  }
}

@Module({ controllers: [PricesController], providers: [PricesService] })
export class AppModule {}
