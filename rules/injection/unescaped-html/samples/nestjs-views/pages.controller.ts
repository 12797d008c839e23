import { Controller, Get, Param, Query, Render, Res } from '@nestjs/common'
import { Response } from 'express'

@Controller('pages')
export class PagesController {
  @Get('search')
  @Render('found')
  search(@Query('q') q: string, @Query('page') page: number) {
    return { q, page, title: 'Search' }
  }

  @Get(':name')
  show(@Param('name') name: string, @Res() res: Response) {
    return res.render('shown', { name })
  }
}
