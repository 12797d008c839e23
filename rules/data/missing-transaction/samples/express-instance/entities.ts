import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity()
export class Dataset {
  @PrimaryGeneratedColumn()
  id: number

  @Column()
  name: string
}

@Entity()
export class DatasetRow {
  @PrimaryGeneratedColumn()
  id: number

  @Column()
  datasetId: number
}
