import { MemberRepository, moveAll, rename, TeamRepository } from './repositories'
import { prisma } from './client'

export class TeamService {
  private readonly teams = new TeamRepository()
  private readonly members = new MemberRepository()

  async found(name: string, userId: number) {
    const team = await this.teams.add(name)
    // ruleid: missing-transaction
    await this.members.add(team.id, userId)
    return team
  }

  async handOver(teamId: number, name: string, userId: number) {
    await rename(teamId, name)
    // ruleid: missing-transaction
    await moveAll(teamId, userId)
  }

  async handOverAtOnce(teamId: number, name: string, userId: number) {
    await prisma.$transaction(async (tx) => {
      await rename(teamId, name, tx)
      // ok: missing-transaction
      await moveAll(teamId, userId, tx)
    })
  }
}
