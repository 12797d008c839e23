import { Controller, Get, Injectable, NotFoundException, Param, Query } from '@nestjs/common';
import { createReadStream } from 'fs';
import { join } from 'path';
import { PrismaService } from './prisma.service';

@Injectable()
export class ListingRows {
  constructor(private readonly prisma: PrismaService) {}

  async ownerOf(listingId: string): Promise<string> {
    const listing = await this.prisma.listings.findUnique({ select: { owner: true }, where: { id: listingId } });
    if (!listing) {
      throw new NotFoundException();
    }
    return listing.owner;
  }

  async nameOf(title: string): Promise<string> {
    const listing = await this.prisma.listings.findFirst({ where: { title } });
    if (!listing) {
      throw new NotFoundException();
    }
    return listing.owner;
  }
}

@Controller('exports')
export class ExportsController {
  constructor(
    private readonly prisma: PrismaService,
    private readonly rows: ListingRows,
  ) {}

  // What a row was found by is its key, that the server gave.
  @Get('one/:id')
  async one(@Param('id') id: string) {
    const listing = await this.prisma.listings.findUnique({ where: { id } });
    if (!listing) throw new NotFoundException();
    // ok: path-traversal
    return createReadStream(join('/exports', `${id}.csv`));
  }

  @Get('thrown/:id')
  async thrown(@Param('id') id: string) {
    await this.prisma.listings.findUniqueOrThrow({ where: { id: id } });
    // ok: path-traversal
    return createReadStream(join('/exports', `${id}.csv`));
  }

  @Get('helper')
  async helper(@Query() query: { id: string; name: string }) {
    const owner = await this.rows.ownerOf(query.id);
    return this.write(query, owner);
  }

  private write(query: { id: string; name: string }, owner: string) {
    // ok: path-traversal
    createReadStream(join('/exports', owner, `${query.id}.csv`));
    // ruleid: path-traversal
    return createReadStream(join('/exports', owner, `${query.name}.csv`));
  }

  @Get('unchecked/:id')
  async unchecked(@Param('id') id: string) {
    await this.prisma.listings.findUnique({ where: { id } });
    // ruleid: path-traversal
    return createReadStream(join('/exports', `${id}.csv`));
  }

  @Get('titles/:title')
  async titles(@Param('title') title: string) {
    await this.rows.nameOf(title);
    // ruleid: path-traversal
    return createReadStream(join('/exports', `${title}.csv`));
  }

  @Get('either/:id')
  async either(@Param('id') id: string) {
    const listing = await this.prisma.listings.findFirst({ where: { OR: [{ id }, { title: 'x' }] } });
    if (!listing) throw new NotFoundException();
    // ruleid: path-traversal
    return createReadStream(join('/exports', `${id}.csv`));
  }
}
