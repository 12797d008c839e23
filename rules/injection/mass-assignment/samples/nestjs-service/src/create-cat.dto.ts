export class CreateCatDto {
  name: string
}
