import { Request, Response } from 'express';
import * as FormService from './forms';

export const show = (req: Request, res: Response) => {
  const { formId, state } = req.params;
  const path = state === 'embed' ? `/${formId}` : `/admin/${formId}`;
  // ok: open-redirect
  return res.redirect(path);
};

export const edit = (req: Request, res: Response) => {
  const { formId } = req.params;
  // ruleid: open-redirect
  return res.redirect(`/${formId}`);
};

export const login = async (req: Request, res: Response) => {
  const { formId, query } = req.query as Record<string, string>;
  const head = process.env.NODE_ENV === 'development' ? `${process.env.FRONTEND}/${formId}` : `/${formId}`;
  const target = query ? `${head}${query}` : `${head}`;
  const found = await FormService.findFormById(formId);
  if (found.isErr()) {
    return res.sendStatus(404);
  }
  if (found.value.closed) {
    // ok: open-redirect
    return res.redirect(target);
  }
  // ok: open-redirect
  return res.redirect(`/${formId}${query}`);
};

export const leave = async (req: Request, res: Response) => {
  const { formId } = req.query as Record<string, string>;
  const found = await FormService.findFormById(formId);
  if (found.isErr()) {
    // ruleid: open-redirect
    return res.redirect(`/${formId}`);
  }
  // ok: open-redirect
  return res.redirect(`/${formId}`);
};

export const enter = async (req: Request, res: Response) => {
  const { next, formId } = req.query as Record<string, string>;
  const found = await FormService.findFormById(formId);
  if (!found.isOk()) {
    return res.sendStatus(404);
  }
  // ruleid: open-redirect
  return res.redirect(next);
};
