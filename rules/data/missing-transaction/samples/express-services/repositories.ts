import type { PrismaClient } from '@prisma/client'

import { prisma } from './client'

export class TeamRepository {
  constructor(private readonly db: PrismaClient = prisma) {}

  add(name: string) {
    return this.db.team.create({ data: { name } })
  }
}

export class MemberRepository {
  constructor(private readonly db: PrismaClient = prisma) {}

  add(teamId: number, userId: number) {
    return this.db.member.create({ data: { teamId, userId } })
  }
}

export async function rename(id: number, name: string, db = prisma) {
  return db.team.update({ where: { id }, data: { name } })
}

export async function moveAll(teamId: number, userId: number, db = prisma) {
  return db.member.updateMany({ where: { teamId }, data: { userId } })
}
