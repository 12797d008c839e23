import { Args, ArgsType, Field, Int, Query, Resolver } from '@nestjs/graphql'
import { Order, OrderConnection } from './models'

@ArgsType()
class PageArgs {
  @Field(() => Int)
  skip: number
  @Field(() => Int)
  take: number
}

@Resolver(() => Order)
export class OrdersResolver {
  @Query(() => [Order])
  // ruleid: graphql-unpaginated-list
  orders(@Args('open') open: boolean): Promise<Order[]> {
    return this.service.all(open)
  }

  @Query(() => [Order])
  // ok: graphql-unpaginated-list
  pagedOrders(@Args() page: PageArgs): Promise<Order[]> {
    return this.service.page(page)
  }

  @Query(() => OrderConnection)
  // ok: graphql-unpaginated-list
  orderConnection(): Promise<OrderConnection> {
    return this.service.connection()
  }
}
