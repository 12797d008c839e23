import { Controller, Get, Param, Query, Res } from "@nestjs/common";
import { Response } from "express";

@Controller("pages")
export class PagesController {
  @Get("hello")
  hello(@Query("name") name: string) {
    // ruleid: unescaped-html
    return `<h1>Hello ${name}</h1>`;
  }

  @Get(":name")
  named(@Param("name") name: string, @Res() res: Response) {
    // ruleid: unescaped-html
    res.send("<h1>" + name + "</h1>");
  }

  @Get("object/:name")
  object(@Param("name") name: string) {
    // ok: unescaped-html
    return { title: `Hello ${name}` };
  }

  private title(name: string) {
    // ok: unescaped-html
    return `<h1>${name}</h1>`;
  }
}
