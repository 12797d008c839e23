import { Injectable } from "@nestjs/common";
import { Cron } from "@nestjs/schedule";
import { InjectRepository } from "@nestjs/typeorm";
import { Column, Entity, In, PrimaryGeneratedColumn, Repository } from "typeorm";

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
  @Column() email: string;
}

@Entity()
export class Invoice {
  @PrimaryGeneratedColumn() id: number;
  @Column() userId: number;
}

@Injectable()
export class Reminders {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
  ) {}

  @Cron("0 8 * * *")
  async remind() {
    const invoices = await this.invoices.find({ where: { id: 1 } });
    for (const invoice of invoices) {
      // ruleid: query-in-loop
      const user = await this.users.findOneBy({ id: invoice.userId });
      console.log(user?.email);
    }
  }

  @Cron("0 9 * * *")
  async remindAtOnce() {
    const invoices = await this.invoices.find({ where: { id: 1 } });
    // ok: query-in-loop
    const users = await this.users.findBy({ id: In(invoices.map((invoice) => invoice.userId)) });
    const byId = new Map(users.map((user) => [user.id, user]));
    for (const invoice of invoices) console.log(byId.get(invoice.userId)?.email);
  }
}
