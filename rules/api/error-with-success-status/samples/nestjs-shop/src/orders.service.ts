import { Injectable } from '@nestjs/common'

@Injectable()
export class OrdersService {
  private readonly kept = new Map<string, object>()

  async show(id: string) {
    const order = this.kept.get(id)
    if (!order) {
      // ruleid: error-with-success-status
      return { status: 'error', message: 'no such order' }
    }
    return { status: 'success', data: order }
  }

  async create(body: object) {
    return body
  }

  async replace(id: string, body: object) {
    return this.kept.has(id)
  }

  async ship(id: string) {
    return { id }
  }
}
