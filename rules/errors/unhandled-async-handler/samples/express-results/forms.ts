import mongoose from 'mongoose';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';

export const Form = mongoose.model('Form', new mongoose.Schema({ title: String }));

class DatabaseError extends Error {}

export const findForm = (id: string): ResultAsync<unknown, DatabaseError> =>
  ResultAsync.fromPromise(Form.findById(id).exec(), () => new DatabaseError());

// Not declared: what it gives back tells.
export const existing = (id: string) =>
  findForm(id).andThen((form) => (form ? okAsync(form) : errAsync(new DatabaseError())));

export const firstForm = (title: string) =>
  pipe(
    TE.tryCatch(() => Form.findOne({ title }).exec(), () => new DatabaseError()),
    TE.map((form) => form?.id),
  );

export const countForms = async (): Promise<number> => Form.countDocuments();

export async function tryCount(): Promise<number | null> {
  try {
    return await Form.countDocuments();
  } catch (error) {
    console.error(error);
    return null;
  }
}
