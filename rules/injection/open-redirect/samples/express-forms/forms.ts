import mongoose from 'mongoose';
import { err, errAsync, ok, okAsync, ResultAsync } from 'neverthrow';

const Form = mongoose.model('Form', new mongoose.Schema({ title: String, closed: Boolean }));

export const findFormById = (formId: string): ResultAsync<any, Error> => {
  if (!mongoose.Types.ObjectId.isValid(formId)) {
    return errAsync(new Error('not found'));
  }
  return ResultAsync.fromPromise(Form.findById(formId).exec(), () => new Error('database')).andThen((form) =>
    form ? okAsync(form) : errAsync(new Error('not found')),
  );
};
