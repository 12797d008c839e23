export class RangeOptions {
  range?: number
  label: string
}

export class HistogramOptions extends RangeOptions {
  width = 1
  readonly buckets: number
}
