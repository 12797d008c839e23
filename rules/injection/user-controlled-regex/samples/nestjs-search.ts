import { Controller, Get, Injectable, Query } from "@nestjs/common";
import escapeStringRegexp from "escape-string-regexp";

@Injectable()
export class SearchService {
  private readonly names = ["first", "second"];

  matching(pattern: string) {
    // ruleid: user-controlled-regex
    const expression = new RegExp(pattern, "i");
    return this.names.filter((name) => expression.test(name));
  }

  containing(text: string) {
    // ok: user-controlled-regex
    const expression = new RegExp(escapeStringRegexp(text), "i");
    return this.names.filter((name) => expression.test(name));
  }
}

@Controller("search")
export class SearchController {
  constructor(private readonly service: SearchService) {}

  @Get("pattern")
  pattern(@Query("q") q: string) {
    return this.service.matching(q);
  }

  @Get("text")
  text(@Query("q") q: string) {
    return this.service.containing(q);
  }
}
